import { describe, expect, it } from 'vitest';
import type { SimulationJob } from '@/lib/simulator/simulation-job';
import { Simulator } from '@/lib/simulator/simulator';
import { manualClock } from '../support/manual-clock';
import { fleet } from '../support/simulated';
import { eventually } from '../support/wait';

const JOB: SimulationJob = {
  policy: 'random',
  options: {},
  asked: {
    shares: { instances: fleet(2), seed: '1', asked: { requests: 1 }, panicPercent: 0, keepPicks: 1 },
  },
};
const ANSWER = new TextEncoder().encode('{}');

/** A simulator whose threads answer when a test says so. */
function simulator(options: { readonly atOnce?: number; readonly waiting?: number } = {}) {
  const clock = manualClock();
  const threads: { answer: PromiseWithResolvers<Uint8Array>; isStopped: boolean }[] = [];
  const made = new Simulator({
    clock,
    atOnce: 1,
    waiting: 2,
    limitMs: 60_000,
    ...options,
    start: () => {
      const thread = { answer: Promise.withResolvers<Uint8Array>(), isStopped: false };
      threads.push(thread);
      const stop = async () => {
        thread.isStopped = true;
      };
      return { answer: thread.answer.promise, stop };
    },
  });
  const started = (count: number) => eventually(() => threads.length === count && threads);
  const run = (signal = new AbortController().signal) => made.run(JOB, signal);
  const answers = (limitMs: number) => made.answers([JOB, JOB], new AbortController().signal, limitMs);
  return { run, answers, threads, started, clock };
}

describe('the simulator', () => {
  it('runs a few at once, the others in the order they came, and ends each thread', async () => {
    const { run, started } = simulator({ atOnce: 2 });
    const running = [run(), run(), run()];
    const threads = await started(2);
    threads[1]?.answer.resolve(ANSWER);
    expect(await running[1]).toBe(ANSWER);
    await started(3);
    expect(threads.map(({ isStopped }) => isStopped)).toEqual([false, true, false]);
    for (const { answer } of threads) answer.resolve(ANSWER);
    await Promise.all(running);
    expect(threads.every(({ isStopped }) => isStopped)).toBe(true);
  });

  it('refuses what cannot even wait, and takes it again when there is room', async () => {
    const { run, started } = simulator();
    const running = [run(), run(), run()];
    await expect(run()).rejects.toMatchObject({ code: 'too-many-simulations' });
    for (let count = 1; count <= 3; count++) (await started(count))[count - 1]?.answer.resolve(ANSWER);
    await Promise.all(running);
    const again = run();
    (await started(4))[3]?.answer.resolve(ANSWER);
    expect(await again).toBe(ANSWER);
  });

  it('ends what takes too long, and goes on with the next', async () => {
    const { run, started, threads, clock } = simulator();
    const running = run();
    const next = run();
    await started(1);
    const failed = expect(running).rejects.toMatchObject({ code: 'simulation-too-long', message: /longer than 60 s/ });
    await clock.advance(60_000);
    await failed;
    expect(threads[0]?.isStopped).toBe(true);
    (await started(2))[1]?.answer.resolve(ANSWER);
    expect(await next).toBe(ANSWER);
  });

  it('ends with whoever asked, whether it runs or waits', async () => {
    const { run, started, threads } = simulator();
    const [first, second] = [new AbortController(), new AbortController()];
    const running = run(first.signal);
    const waiting = run(second.signal);
    const last = run();
    await started(1);
    const both = Promise.allSettled([running, waiting]);
    second.abort(new Error('gone'));
    first.abort(new Error('gone'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(threads[0]?.isStopped).toBe(true);
    (await started(2))[1]?.answer.resolve(ANSWER);
    expect(await last).toBe(ANSWER);
    await expect(run(AbortSignal.abort(new Error('gone before')))).rejects.toThrow('gone before');
    expect(threads).toHaveLength(2);
  });

  it('passes on why there is no answer, and goes on', async () => {
    const { run, started } = simulator();
    const running = run();
    (await started(1))[0]?.answer.reject(new Error('broken'));
    await expect(running).rejects.toThrow('broken');
    const next = run();
    (await started(2))[1]?.answer.resolve(ANSWER);
    expect(await next).toBe(ANSWER);
  });

  it('answers several from one thread, within the time they are given', async () => {
    const { answers, started, clock } = simulator();
    const told = answers(5_000);
    (await started(1))[0]?.answer.resolve(new TextEncoder().encode('[{"counts":{"a":1}},{"counts":{}}]'));
    expect(await told).toEqual([{ counts: { a: 1 } }, { counts: {} }]);
    const tooLong = { code: 'simulation-too-long', message: 'There was no answer within 5 s.' };
    const late = expect(answers(5_000)).rejects.toMatchObject(tooLong);
    await started(2);
    // One waits behind it: that counts too.
    const waiting = expect(answers(5_000)).rejects.toMatchObject(tooLong);
    await clock.advance(5_000);
    await Promise.all([late, waiting]);
  });
});
