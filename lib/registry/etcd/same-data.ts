import { RegistryError } from '../../domain/errors';
import type { EtcdClient } from './client';
import type { KeyRange } from './key-range';
import type { Header, RangeResponse } from './wire';

/** What it is asked with; `range` may be read. */
interface SameDataContext {
  readonly client: EtcdClient;
  readonly range: KeyRange;
  readonly signal: AbortSignal;
}

/** Whether `now` can follow `before` in the same data. @throws RegistryError `index-reset` when it was replaced */
export async function checkSameData(
  { client, range, signal }: SameDataContext,
  before: Header,
  now: Header,
): Promise<void> {
  if (isSameData(before, now)) return;
  // A member that is only behind answers from its own state; a range is answered by the whole cluster.
  // One key of a range that may be read: users with the right to a prefix may ask for no other.
  const payload = { key: range.start, count_only: true };
  const request = { service: 'KV', method: 'Range', payload } as const;
  const { header } = await client.request<RangeResponse>(request, signal);
  if (isSameData(before, header)) return;
  throw new RegistryError('index-reset', 'the data was replaced or restored: another cluster, or an older revision');
}

function isSameData(before: Header, now: Header): boolean {
  const isOlder = Number(now.raft_term) < Number(before.raft_term) || Number(now.revision) < Number(before.revision);
  return before.cluster_id === now.cluster_id && !isOlder;
}
