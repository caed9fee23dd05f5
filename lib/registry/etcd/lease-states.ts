import type { EtcdClient } from './client';
import type { Leases } from './leases';
import type { LeasesResponse } from './wire';

/** Up to so many are asked one by one; beyond, one request for the ids of all leases costs less. */
const ONE_BY_ONE = 32;

/** Whether each lease is still alive; left out where it cannot be told. */
export async function leaseStates(
  { client, leases }: { readonly client: EtcdClient; readonly leases: Leases },
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, 'alive' | 'gone'>> {
  const states = new Map<string, 'alive' | 'gone'>();
  if (ids.length <= ONE_BY_ONE) {
    const answers = await leases.ask(ids, signal).catch(() => []);
    for (const [id, time] of answers) states.set(id, time ? 'alive' : 'gone');
    return states;
  }
  const request = { service: 'Lease', method: 'LeaseLeases', payload: {} } as const;
  const answer = await client.request<LeasesResponse>(request, signal).catch(() => null);
  if (!answer) return states;
  const alive = new Set(answer.leases.map(({ ID }) => ID));
  for (const id of ids) states.set(id, alive.has(id) ? 'alive' : 'gone');
  return states;
}
