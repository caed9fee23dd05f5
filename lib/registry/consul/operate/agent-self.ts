import { z } from 'zod';
import { RegistryError } from '../../../domain/errors';
import type { Credential } from '../../operations';
import type { ConsulApi } from '../consul-api';

/** Whoever does not answer in this time is not there: an operator waits, and two may have to be asked one after the other. */
export const ANSWER_MS = 1_500;

const selfSchema = z.object({ Config: z.object({ NodeName: z.string(), Datacenter: z.string() }) });

/** What an agent calls itself. */
export interface AgentSelf {
  readonly node: string;
  readonly datacenter: string;
}

/** Asks an agent for its own name. @throws RegistryError */
export async function agentSelf(
  api: ConsulApi,
  credential: Credential | undefined,
  signal: AbortSignal,
): Promise<AgentSelf> {
  const query = { path: '/v1/agent/self', timeoutMs: ANSWER_MS, token: credential?.token };
  const { data } = selfSchema.safeParse((await api.read(query, signal)).value);
  if (!data) throw new RegistryError('bad-answer', 'what answers is no Consul agent');
  return { node: data.Config.NodeName, datacenter: data.Config.Datacenter };
}
