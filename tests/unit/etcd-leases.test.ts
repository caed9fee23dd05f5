import { describe, expect, it } from 'vitest';
import type { EtcdClient } from '@/lib/registry/etcd/client';
import { createLeases, type Leases } from '@/lib/registry/etcd/leases';
import { type ManualClock, manualClock } from '../support/manual-clock';

describe('the leases that hold keys', () => {
  it('are asked for at once when they hold a key again, and known in between', async () => {
    const { leases, clock, asked } = running();
    leases.hold('7');
    await clock.advance(200);
    leases.release('7');
    expect(leases.known('7')?.ttlSeconds).toBe(600);
    leases.hold('7');
    await clock.advance(200);
    expect(asked).toEqual(['7', '7']);
    expect(leases.known('7')?.ttlSeconds).toBe(600);
  });

  it('stay known over a new list', async () => {
    const { leases, clock } = running();
    leases.hold('7');
    await clock.advance(200);
    leases.clear();
    leases.hold('7');
    expect(leases.known('7')?.ttlSeconds).toBe(600);
  });

  it.each<[string, (leases: Leases) => void]>([
    ['released', (leases) => leases.release('7')],
    ['absent from a new list', (leases) => leases.clear()],
  ])('are forgotten in time once %s, and not asked for again', async (_, part) => {
    const { leases, clock, asked } = running();
    leases.hold('7');
    await clock.advance(200);
    part(leases);
    await clock.advance(700_000);
    expect(leases.known('7')).toBeUndefined();
    expect(asked).toEqual(['7']);
  });

  it('that hold no key any more take up no turn', async () => {
    const { leases, clock, asked } = running();
    for (let id = 0; id < 1_000; id += 1) leases.hold(`${id}`);
    for (let id = 0; id < 1_000; id += 1) leases.release(`${id}`);
    leases.hold('7000');
    await clock.advance(200);
    expect(asked).toEqual(['7000']);
  });

  it('are forgotten as well when they were gone before their last key', async () => {
    const { leases, clock, asked, revoke } = running();
    leases.hold('7');
    await clock.advance(200);
    revoke();
    await clock.advance(700_000);
    expect(leases.known('7')?.ttlSeconds).toBe(600);
    leases.release('7');
    await clock.advance(700_000);
    expect(leases.known('7')).toBeUndefined();
    expect(asked).toEqual(['7', '7']);
  });
});

/** Leases that etcd says to have 600 s left, followed on a clock of their own. */
function running(): { leases: Leases; clock: ManualClock; asked: string[]; revoke: () => void } {
  const clock = manualClock();
  const asked: string[] = [];
  let TTL = '600';
  const request = async ({ payload }: { payload: { ID: string } }) => {
    asked.push(payload.ID);
    return { ID: payload.ID, TTL, grantedTTL: '600' };
  };
  const leases = createLeases({ request } as unknown as EtcdClient, clock);
  leases.run(new AbortController().signal);
  return {
    leases,
    clock,
    asked,
    revoke: () => {
      TTL = '-1';
    },
  };
}
