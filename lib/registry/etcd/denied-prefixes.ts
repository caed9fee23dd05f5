import type { Clock } from '../../domain/clock';
import type { Notice } from '../port';
import type { EtcdClient } from './client';
import type { Listing } from './list';
import { PARKED_PREFIX } from './operate/park';

/** How often a prefix that may not be read is tried again. */
const RETRY_MS = 30_000;

/** Who may not see what was put aside misses nothing that was configured. */
export function deniedNotices({ denied }: Listing): readonly Notice[] {
  return denied
    .filter(({ range }) => range.prefix !== PARKED_PREFIX)
    .map(({ range, error }) => ({ code: 'permission-denied', scope: range.prefix, detail: error.message }));
}

/** Resolves once one of the denied ranges may be read; never when there are none. Rejects when the signal aborts. */
export async function untilPermitted(
  { client, clock }: { readonly client: EtcdClient; readonly clock: Clock },
  { denied }: Listing,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.sleep(RETRY_MS, signal);
    for (const { range } of denied) {
      const payload = { key: range.start, range_end: range.end, count_only: true };
      const isPermitted = await client.request({ service: 'KV', method: 'Range', payload }, signal).then(
        () => true,
        () => false,
      );
      if (isPermitted) return;
    }
  }
}
