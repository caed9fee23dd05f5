import { RegistryError } from '../../../domain/errors';
import { type ConsulApi, servicePath } from '../consul-api';
import { type HealthEntry, healthEntrySchema } from '../health-entry';
import type { Asking } from './agents';

/** What Consul itself calls an instance. */
export interface ServicePlace {
  readonly service: string;
  readonly node: string;
  readonly serviceId: string;
}

/** One instance as the catalog has it now. */
export interface FoundEntry {
  readonly entry: HealthEntry;
  /** All of it, also what Rollcall does not read. */
  readonly raw: object;
}

/** Null where it is no longer there. @throws RegistryError */
export async function findEntry(
  api: ConsulApi,
  { service, node, serviceId }: ServicePlace,
  { credential, signal }: Asking,
): Promise<FoundEntry | null> {
  const { value } = await api.read({ path: servicePath(service), gzip: true, token: credential?.token }, signal);
  if (!Array.isArray(value)) throw new RegistryError('bad-answer', `what Consul holds of ${service} cannot be read`);
  for (const raw of value) {
    const { data: entry } = healthEntrySchema.safeParse(raw);
    if (entry?.Node.Node === node && entry.Service.ID === serviceId) return { entry, raw };
  }
  return null;
}
