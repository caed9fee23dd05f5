import { z } from 'zod';
import type { Credential } from '../../operations';
import type { ConsulApi } from '../consul-api';
import { ANSWER_MS } from './agent-self';
import type { AgentPlace } from './agent-url';

const ALIVE = 1;

const memberSchema = z.object({
  Name: z.string(),
  Addr: z.string(),
  Status: z.number(),
  Tags: z.record(z.string(), z.string()).nullish(),
});

/**
 * The living member of that name, null where the gossip knows none. The catalog is no witness: whoever may write a node
 * there could have a token sent to any address.
 * @throws RegistryError
 */
export async function livingMember(
  api: ConsulApi,
  { node, datacenter }: { readonly node: string; readonly datacenter: string },
  { credential, signal }: { readonly credential: Credential | undefined; readonly signal: AbortSignal },
): Promise<AgentPlace | null> {
  const query = { path: '/v1/agent/members', gzip: true, timeoutMs: ANSWER_MS, token: credential?.token };
  const { value } = await api.read(query, signal);
  for (const raw of Array.isArray(value) ? value : []) {
    const { data } = memberSchema.safeParse(raw);
    if (data?.Name !== node || data.Status !== ALIVE || data.Tags?.dc !== datacenter) continue;
    return { node, address: data.Addr };
  }
  return null;
}
