import { z } from 'zod';
import { type ConsulApi, servicePath } from './consul-api';

const serversSchema = z.array(z.object({ Node: z.object({ ID: z.string().nullish(), CreateIndex: z.number() }) }));

/**
 * Marks of the state behind a datacenter: its servers as it first saw them. A state begun anew may by chance reach the
 * same indexes with other data; its marks differ. Empty where the token may not see the servers. @throws RegistryError
 */
export async function readLineage(api: ConsulApi, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const { value } = await api.read({ path: servicePath('consul') }, signal);
  const servers = serversSchema.safeParse(value).data ?? [];
  return new Set(servers.map(({ Node: node }) => `${node.ID}@${node.CreateIndex}`));
}
