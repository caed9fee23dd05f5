import { setTimeout as delay } from 'node:timers/promises';
import { monotonicMs } from './monotonic';

export interface Pacing {
  readonly count: number;
  readonly perSecond: number;
}

/**
 * Calls `act` at an even rate, one after the other and late ones at once; answers with when each was called, by
 * {@link monotonicMs}.
 */
export async function paced(
  { count, perSecond }: Pacing,
  act: (index: number) => Promise<void> | void,
): Promise<number[]> {
  const began = monotonicMs();
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const waitMs = began + (index * 1_000) / perSecond - monotonicMs();
    if (waitMs > 0) await delay(waitMs);
    times.push(monotonicMs());
    await act(index);
  }
  return times;
}
