import type { RegistryError } from '../../domain/errors';
import { registryError } from './blocking-query';
import type { ConsulApi } from './consul-api';

/** Whether the token may read a service; true in doubt. */
export async function mayRead(api: ConsulApi, service: string, signal: AbortSignal): Promise<boolean> {
  const path = `/v1/agent/health/service/name/${encodeURIComponent(service)}`;
  // The answer itself (404, 503) is of no interest.
  const failure: RegistryError | null = await api.read({ path }, signal).then(() => null, registryError);
  return failure?.code !== 'permission-denied';
}
