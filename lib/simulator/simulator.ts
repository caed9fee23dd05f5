import type { Clock } from '../domain/clock';
import type { SimulationAnswer } from './simulation-answer';
import type { SimulationJob, SimulationTask } from './simulation-job';
import type { SimulationThread } from './simulation-thread';
import { SimulatorError } from './simulator-error';

export interface SimulatorOptions {
  readonly clock: Clock;
  readonly start: (task: SimulationTask) => SimulationThread;
  /** How many run at once; the others wait in turn. */
  readonly atOnce: number;
  readonly waiting: number;
  readonly limitMs: number;
}

/** Runs simulations in threads, a few at once, each no longer than its limit. */
export class Simulator {
  readonly #options: SimulatorOptions;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(options: SimulatorOptions) {
    this.#options = options;
  }

  /**
   * The answer as bytes of JSON. The thread ends with the signal.
   *
   * @throws SimulatorError, and the signal's reason
   */
  async run(task: SimulationTask, signal: AbortSignal): Promise<Uint8Array> {
    await this.#turn(signal);
    const settled = new AbortController();
    try {
      signal.throwIfAborted();
      const thread = this.#options.start(task);
      try {
        const until = AbortSignal.any([signal, settled.signal]);
        return await Promise.race([thread.answer, this.#ends(until, signal)]);
      } finally {
        settled.abort();
        await thread.stop();
      }
    } finally {
      // Whoever waits takes the place over, or it is free.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  /** The answers to several in one thread, in their order; `limitMs` is for waiting and work together. @throws as {@link run} */
  async answers(
    jobs: readonly SimulationJob[],
    signal: AbortSignal,
    limitMs: number,
  ): Promise<readonly SimulationAnswer[]> {
    const late = new AbortController();
    const settled = new AbortController();
    const problem = new SimulatorError('simulation-too-long', `There was no answer within ${limitMs / 1000} s.`);
    void this.#options.clock.sleep(limitMs, settled.signal).then(
      () => late.abort(problem),
      () => undefined,
    );
    try {
      return JSON.parse(new TextDecoder().decode(await this.run({ jobs }, AbortSignal.any([signal, late.signal]))));
    } finally {
      settled.abort();
    }
  }

  /** Never resolves: it throws when the time is up, or the caller gone. */
  async #ends(until: AbortSignal, caller: AbortSignal): Promise<never> {
    const { clock, limitMs } = this.#options;
    await clock.sleep(limitMs, until).catch(() => undefined);
    caller.throwIfAborted();
    throw new SimulatorError('simulation-too-long', `The simulation takes longer than ${limitMs / 1000} s.`);
  }

  async #turn(signal: AbortSignal): Promise<void> {
    const { atOnce, waiting } = this.#options;
    signal.throwIfAborted();
    if (this.#running < atOnce) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= waiting)
      throw new SimulatorError('too-many-simulations', `${atOnce} simulations run and ${waiting} wait already.`);
    const turn = Promise.withResolvers<void>();
    const leave = () => {
      const place = this.#waiting.indexOf(turn.resolve);
      if (place >= 0) this.#waiting.splice(place, 1);
      turn.reject(signal.reason);
    };
    this.#waiting.push(turn.resolve);
    signal.addEventListener('abort', leave, { once: true });
    await turn.promise;
    signal.removeEventListener('abort', leave);
  }
}
