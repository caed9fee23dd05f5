import type { EtcdClient } from './client';
import type { KeyRange } from './key-range';
import { textOfBytes } from './key-text';
import type { RangeResponse } from './wire';

/** How many keys are shown as examples, and how many of one stretch. */
const SHOWN = 6;
const SHOWN_OF_ONE = 2;
const LONGEST_KEY = 120;

/** A few keys that lie in none of the ranges, so that an operator sees what is not read. Empty where they may not be read. */
export async function sampleOutside(
  client: EtcdClient,
  ranges: readonly KeyRange[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const samples = await Promise.all(
    stretchesBetween(ranges).map(async ({ start, end }) => {
      const payload = { key: start, range_end: end, limit: SHOWN_OF_ONE, keys_only: true };
      const answer = client.request<RangeResponse>({ service: 'KV', method: 'Range', payload }, signal);
      return answer.then(
        ({ kvs }) => kvs.map(({ key }) => textOfBytes(key).slice(0, LONGEST_KEY)),
        () => [],
      );
    }),
  );
  return samples.flat().slice(0, SHOWN);
}

/** What lies between the ranges, from the first key to the end of the key space. */
export function stretchesBetween(ranges: readonly KeyRange[]): readonly Pick<KeyRange, 'start' | 'end'>[] {
  const zero = Buffer.from([0]);
  const stretches: Pick<KeyRange, 'start' | 'end'>[] = [];
  let start: Buffer = zero;
  for (const range of ranges.toSorted((a, b) => a.start.compare(b.start))) {
    if (start.compare(range.start) < 0) stretches.push({ start, end: range.start });
    start = range.end;
    // An end of one zero byte is the end of the key space.
    if (start.equals(zero)) return stretches;
  }
  return [...stretches, { start, end: zero }];
}
