import { describe, expect, it } from 'vitest';
import type { Attempt } from '@/lib/notify/attempt';
import { outcomeOf } from '@/lib/notify/retry';

const HOUR = 3_600_000;
const FAILED: Attempt = { result: 'failed', detail: 'answered 503', retryAfterMs: null };
const REFUSED: Attempt = { ...FAILED, result: 'refused' };

/** What becomes of a message of time 0 that was tried so often, after another try at `now`. */
function outcome(attempts: number, ended: Attempt, { now = 0, random = 1 } = {}) {
  return outcomeOf({ at: 0, attempts }, ended, { now, random: () => random, giveUpAfterMs: 24 * HOUR });
}

describe('a message that could not be delivered', () => {
  it('waits twice as long each time, up to two minutes, a part of it by chance', () => {
    const waits = Array.from({ length: 10 }, (_, attempts) => outcome(attempts, FAILED).at / 1_000);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 120, 120, 120]);
    expect(outcome(3, FAILED, { random: 0 }).at).toBe(4_000);
  });

  it('waits as long as its target asks for, up to an hour', () => {
    expect(outcome(0, { ...FAILED, retryAfterMs: 30_000 }).at).toBe(30_000);
    expect(outcome(0, { ...FAILED, retryAfterMs: 9 * HOUR }).at).toBe(HOUR);
  });

  it('is given up after a day', () => {
    expect(outcome(500, FAILED, { now: 24 * HOUR - 1 }).state).toBe('waiting');
    expect(outcome(500, FAILED, { now: 24 * HOUR })).toEqual({
      state: 'failed',
      attempts: 501,
      detail: 'answered 503',
      at: 24 * HOUR,
    });
  });

  it('is given up sooner where it is refused', () => {
    expect(outcome(6, REFUSED).state).toBe('waiting');
    expect(outcome(7, REFUSED).state).toBe('failed');
  });

  it('is done with once it is delivered', () => {
    expect(outcome(3, { result: 'delivered', detail: 'answered 200', retryAfterMs: null }, { now: 5 })).toMatchObject({
      state: 'delivered',
      attempts: 4,
      at: 5,
    });
  });
});
