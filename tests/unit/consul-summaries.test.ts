import { describe, expect, it, onTestFinished } from 'vitest';
import { type ErrorCode, RegistryError } from '@/lib/domain/errors';
import type { ConsulApi } from '@/lib/registry/consul/consul-api';
import { createSummaries } from '@/lib/registry/consul/summaries';
import { manualClock } from '../support/manual-clock';

/** Answers in order; each is the count of instances of `web`, or a failure. */
function compared(replies: (number | ErrorCode)[]) {
  const clock = manualClock();
  const end = new AbortController();
  onTestFinished(() => end.abort());
  const looked: string[] = [];
  const asked = { count: 0 };
  const api: ConsulApi = {
    async read() {
      asked.count += 1;
      const reply = replies.shift();
      if (typeof reply === 'string') throw new RegistryError(reply, 'no');
      return { value: [{ Name: 'web', InstanceCount: reply }], index: 1n, bytes: 100, filtered: false };
    },
    close: () => undefined,
  };
  const compare = createSummaries({ api, clock, signal: end.signal }, (services) => looked.push(...services));
  return { clock, looked, asked, compare };
}

describe('comparing summaries', () => {
  it('looks at the services whose summary differs', async () => {
    const { clock, looked, compare } = compared([1, 1, 2]);
    for (let n = 0; n < 3; n += 1) {
      compare();
      await clock.advance(1_000);
    }
    expect(looked).toEqual(['web']);
  });

  it.each(['timeout', 'rate-limited', 'unavailable'] as const)('goes on after %s', async (code) => {
    const { clock, looked, compare } = compared([1, code, 2]);
    compare();
    await clock.advance(1_000);
    compare();
    await clock.advance(5_000);
    compare();
    await clock.advance(1_000);
    expect(looked).toEqual(['web']);
  });

  it.each(['permission-denied', 'refused'] as const)('does not ask again after %s', async (code) => {
    const { clock, asked, compare } = compared([1, code, 2]);
    for (let n = 0; n < 4; n += 1) {
      compare();
      await clock.advance(5_000);
    }
    expect(asked.count).toBe(2);
  });
});
