import { describe, expect, it } from 'vitest';
import { withDeadline } from '@/lib/actions/deadline';
import { outcomeOf } from '@/lib/actions/outcome';
import { Sighting } from '@/lib/actions/sighting';
import { untilDue } from '@/lib/actions/until-due';
import { untilSeen } from '@/lib/actions/waiting';
import { acting, operator } from '../support/acting';
import { type ManualClock, manualClock } from '../support/manual-clock';
import { observed } from '../support/observed';
import { scriptedRegistry } from '../support/scripted-registry';

const never = new AbortController().signal;
const HOUR = 3_600_000;

/** A clock that somebody sets while timers run on. */
function settableClock(): ManualClock & { set(byMs: number): void } {
  const clock = manualClock();
  let offset = 0;
  return {
    ...clock,
    now: () => clock.now() + offset,
    set(byMs) {
      offset += byMs;
    },
  };
}

describe('a deadline', () => {
  it('ends what does not heed its signal', async () => {
    const clock = manualClock();
    const waited = withDeadline(() => new Promise(() => undefined), { clock, ms: 5_000 }, never);
    const ended = expect(waited).rejects.toMatchObject({ code: 'timeout' });
    await clock.advance(5_000);
    await ended;
    const stopping = new AbortController();
    const stopped = withDeadline(() => new Promise(() => undefined), { clock, ms: 5_000 }, stopping.signal);
    stopping.abort(new Error('stopped'));
    await expect(stopped).rejects.toThrow('stopped');
    expect(clock.sleepers()).toBe(0);
  });
});

describe('a link that comes back', () => {
  it('is noticed also while it is told that it was away', async () => {
    const upstream = { link: { state: 'stale' }, catalog: { instances: new Map<string, object>() } };
    const callbacks = { now: () => 1, ended: () => undefined };
    const sought = { instance: 'a', outcome: outcomeOf('restore', undefined) };
    const sighting = new Sighting(sought, upstream as never, callbacks);
    const onWait = async () => {
      upstream.link = { state: 'live' };
      upstream.catalog.instances.set('a', { rotation: 'in' });
      sighting.relinked();
    };
    await untilSeen(sighting, { clock: manualClock(), limitMs: 15_000, onWait }, never);
    expect(sighting.seenAt).toBe(1);
  });
});

describe('a timer', () => {
  it('of a week ends when its time has come', async () => {
    const clock = manualClock();
    let isDue = false;
    void untilDue(clock.now() + 168 * HOUR, clock, never).then(() => {
      isDue = true;
    });
    await clock.advance(168 * HOUR - 1);
    expect(isDue).toBe(false);
    await clock.advance(1);
    expect(isDue).toBe(true);
  });

  it.each([
    ['on by a day, as of a machine that slept, ends within a minute', 24 * HOUR, 60_000],
    ['back by a day ends no later for it', -24 * HOUR, HOUR],
  ])('over a clock that is set %s', async (_, setBy, endsWithin) => {
    const clock = settableClock();
    let isDue = false;
    void untilDue(clock.now() + HOUR, clock, never).then(() => {
      isDue = true;
    });
    clock.set(setBy);
    await clock.advance(endsWithin);
    expect(isDue).toBe(true);
  });
});

describe('a clock that is set back', () => {
  function three() {
    return scriptedRegistry(
      'r',
      ['a', 'b', 'c'].map((id) => observed({ id, nativeId: id })),
    );
  }
  const drain = { kind: 'drain', targets: [{ registry: 'r', instance: 'a' }], reason: 'it is slow' } as const;

  it('makes nobody wait longer for what the watch does not show', async () => {
    const clock = settableClock();
    const registry = three();
    registry.showsWrites = false;
    await using test = await acting([registry], { clock });
    const { id } = await test.actions.submit(drain, operator(), never);
    await test.untilStep(id, 'sent');
    clock.set(-HOUR);
    await test.clock.advance(15_000);
    await test.untilStep(id, 'failed');
  });

  it('lengthens no return window', async () => {
    const clock = settableClock();
    const registry = three();
    registry.planned = { returnWindowSeconds: 35 };
    await using test = await acting([registry], { clock });
    const { id } = await test.actions.submit(drain, operator(), never);
    await test.until(async () => (await test.actions.get(id)).steps[0]?.detail?.startsWith('Done'));
    clock.set(-HOUR);
    registry.put(observed({ id: 'a', nativeId: 'a', rotation: 'out', version: '2' }));
    await test.clock.advance(36_000);
    await test.untilStep(id, 'confirmed');
  });
});
