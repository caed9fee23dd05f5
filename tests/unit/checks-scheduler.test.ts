import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DueQueue } from '@/lib/checks/due-queue';
import { Scheduler, type SchedulerSettings } from '@/lib/checks/scheduler';
import type { Log } from '@/lib/domain/log';
import { seededRandom } from '@/lib/domain/random';
import { type ManualClock, manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';

/** A scheduler that runs until its scope is left. */
function scheduling(settings: Partial<SchedulerSettings> & { clock: ManualClock }) {
  const scheduler = new Scheduler({ random: seededRandom(1), log: quietLog, concurrency: 100, ...settings });
  const end = new AbortController();
  const ended = scheduler.run(end.signal);
  const stop = async () => {
    end.abort();
    await ended;
  };
  return { scheduler, stop, [Symbol.asyncDispose]: stop };
}

/** Work that notes its turns and takes `ms`. */
function noted(clock: ManualClock, everyMs: number, ms = 0) {
  const starts: number[] = [];
  const lates: number[] = [];
  let running = 0;
  let most = 0;
  const run = async (signal: AbortSignal, lateMs: number) => {
    starts.push(clock.now());
    lates.push(lateMs);
    running += 1;
    most = Math.max(most, running);
    try {
      if (ms > 0) await clock.sleep(ms, signal);
    } finally {
      running -= 1;
    }
  };
  return { everyMs, run, starts, lates, running: () => running, most: () => most };
}

describe('the scheduler', () => {
  it('gives every key a turn in each interval, and never drifts', async () => {
    const clock = manualClock();
    const begun = clock.now();
    await using running = scheduling({ clock });
    const work = noted(clock, 10_000, 700);
    running.scheduler.set('a', work);
    await clock.advance(1_000_000);
    expect(work.starts).toHaveLength(100);
    const phase = ((work.starts[0] ?? 0) - begun) % 10_000;
    expect(new Set(work.starts.map((at) => (at - begun) % 10_000))).toEqual(new Set([phase]));
  });

  it('puts turns off by chance without putting off the next one', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock, jitter: 0.1, random: seededRandom(7) });
    const work = noted(clock, 10_000);
    running.scheduler.set('a', work);
    await clock.advance(1_000_000);
    expect(work.starts.length).toBeGreaterThanOrEqual(99);
    const gaps = work.starts.slice(1).map((at, index) => at - (work.starts[index] ?? 0));
    expect(new Set(gaps).size).toBeGreaterThan(10);
    for (const gap of gaps) expect(Math.abs(gap - 10_000)).toBeLessThanOrEqual(1_001);
  });

  it('spreads the first turns over the interval', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock });
    const works = Array.from({ length: 200 }, () => noted(clock, 10_000));
    for (const [index, work] of works.entries()) running.scheduler.set(`${index}`, work);
    await clock.advance(5_000);
    const begun = works.filter(({ starts }) => starts.length > 0).length;
    expect(begun).toBeGreaterThan(70);
    expect(begun).toBeLessThan(130);
    await clock.advance(5_000);
    expect(works.every(({ starts }) => starts.length === 1)).toBe(true);
  });

  it('never runs more at once than it may, and gives all the same number of turns while it has too much to do', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock, concurrency: 5 });
    let inFlight = 0;
    let most = 0;
    const turns = new Map<string, number>();
    for (let key = 0; key < 40; key += 1) {
      const run = async (signal: AbortSignal) => {
        turns.set(`${key}`, (turns.get(`${key}`) ?? 0) + 1);
        inFlight += 1;
        most = Math.max(most, inFlight);
        await clock.sleep(500, signal).finally(() => {
          inFlight -= 1;
        });
      };
      running.scheduler.set(`${key}`, { everyMs: 1_000, run });
    }
    await clock.advance(100_000);
    expect(most).toBe(5);
    const counts = [...turns.values()];
    expect(counts).toHaveLength(40);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(20);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(3);
  });

  it('says how late a turn is', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock, concurrency: 1, random: () => 0.5 });
    const [slow, waiting] = [noted(clock, 10_000, 3_000), noted(clock, 10_000)];
    running.scheduler.set('slow', slow);
    running.scheduler.set('waiting', waiting);
    await clock.advance(10_000);
    expect(slow.lates).toEqual([0]);
    expect(waiting.lates).toEqual([3_000]);
  });

  it('leaves a turn out while the last one of the same key still runs', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock });
    const work = noted(clock, 1_000, 2_500);
    running.scheduler.set('a', work);
    await clock.advance(30_000);
    expect(work.most()).toBe(1);
    expect(work.starts.length).toBeGreaterThanOrEqual(9);
    expect(work.starts.length).toBeLessThanOrEqual(10);
  });

  it('stops what runs of a key that is removed, and runs it no more', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock });
    const work = noted(clock, 1_000, 800);
    running.scheduler.set('a', work);
    await clock.advance(1_100);
    expect(work.running()).toBe(1);
    running.scheduler.remove('a');
    await clock.advance(10_000);
    expect(work.running()).toBe(0);
    expect(work.starts).toHaveLength(1);
    expect(clock.sleepers()).toBeLessThanOrEqual(1);
  });

  it('keeps the turns of a key whose work is replaced, however often that happens', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock });
    const work = noted(clock, 1_000);
    for (let time = 0; time < 100; time += 1) {
      running.scheduler.set('a', { everyMs: 1_000, run: work.run });
      await clock.advance(100);
    }
    expect(work.starts).toHaveLength(10);
  });

  it('never runs the old and the new work of a key together', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock });
    const stubborn = noted(clock, 1_000);
    const run = async (_: AbortSignal, lateMs: number) => {
      await stubborn.run(new AbortController().signal, lateMs);
      await clock.sleep(5_000);
    };
    running.scheduler.set('a', { everyMs: 1_000, run });
    await clock.advance(1_000);
    const next = noted(clock, 500);
    running.scheduler.set('a', next);
    await clock.advance(4_000);
    expect(stubborn.starts).toHaveLength(1);
    expect(next.starts).toHaveLength(0);
    await clock.advance(2_000);
    expect(next.starts.length).toBeGreaterThan(0);
  });

  it('goes on after work that throws, and logs it', async () => {
    const clock = manualClock();
    const errors: object[] = [];
    const log: Log = { ...quietLog, error: (fields) => void errors.push(fields) };
    await using running = scheduling({ clock, log });
    let turns = 0;
    const run = async () => {
      turns += 1;
      throw new Error('broken');
    };
    running.scheduler.set('a', { everyMs: 1_000, run });
    await clock.advance(3_000);
    expect(turns).toBe(3);
    expect(errors).toContainEqual({ key: 'a', detail: 'broken' });
  });

  it('ends when the signal aborts, after all that ran has ended', async () => {
    const clock = manualClock();
    const running = scheduling({ clock });
    const works = Array.from({ length: 20 }, () => noted(clock, 1_000, 900));
    for (const [index, work] of works.entries()) running.scheduler.set(`${index}`, work);
    await clock.advance(900);
    expect(works.some((work) => work.running() > 0)).toBe(true);
    await running.stop();
    expect(works.every((work) => work.running() === 0)).toBe(true);
    expect(clock.sleepers()).toBe(0);
  });

  it('takes up again at once where the machine slept, each key one turn', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock });
    const work = noted(clock, 1_000);
    running.scheduler.set('a', work);
    await clock.advance(2_000);
    clock.jump(3_600_000);
    await clock.advance(0);
    await clock.advance(1);
    expect(work.starts).toHaveLength(3);
    await clock.advance(5_000);
    expect(work.starts).toHaveLength(8);
  });

  it('does not wait until the old time has passed again where the clock is set back', async () => {
    const clock = manualClock();
    let setBackMs = 0;
    // Sleep goes by another clock than the time of day does, on a real machine too.
    await using running = scheduling({ clock: { ...clock, now: () => clock.now() - setBackMs } });
    const work = noted(clock, 1_000);
    running.scheduler.set('a', work);
    await clock.advance(2_000);
    setBackMs = 3_600_000;
    await clock.advance(10_000);
    // The nap in which it happened is lost.
    expect(work.starts.length).toBeGreaterThanOrEqual(11);
  });

  it('has one timer for ten thousand keys and serves each in every interval', async () => {
    const clock = manualClock();
    await using running = scheduling({ clock, concurrency: 200, jitter: 0.1 });
    const turns = new Map<string, number>();
    for (let key = 0; key < 10_000; key += 1) {
      const run = async () => void turns.set(`${key}`, (turns.get(`${key}`) ?? 0) + 1);
      running.scheduler.set(`${key}`, { everyMs: 10_000, run });
    }
    await clock.advance(0);
    expect(clock.sleepers()).toBe(1);
    await clock.advance(21_000);
    expect(turns.size).toBe(10_000);
    expect(Math.min(...turns.values())).toBeGreaterThanOrEqual(2);
  });
});

describe('the queue of what is due', () => {
  it('gives the earliest first through any order of arrivals, moves and departures', () => {
    const step = fc.tuple(fc.constantFrom('put', 'remove', 'take'), fc.nat(19), fc.nat(1_000));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const queue = new DueQueue();
        const entries = Array.from({ length: 20 }, () => ({ due: 0, place: -1 }));
        const inside = new Set<(typeof entries)[number]>();
        for (const [what, index, due] of steps) {
          const entry = what === 'take' ? queue.first() : entries[index];
          if (!entry) continue;
          if (what === 'put') {
            entry.due = due;
            queue.put(entry);
            inside.add(entry);
          } else {
            queue.remove(entry);
            inside.delete(entry);
          }
          expect(queue.first()?.due).toBe(inside.size > 0 ? Math.min(...[...inside].map((one) => one.due)) : undefined);
        }
      }),
    );
  });
});
