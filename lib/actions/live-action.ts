import { backoffDelayMs } from '../domain/backoff';
import type { Credential } from '../registry/operations';
import { aborted } from './aborted';
import { carryOut } from './carry-out';
import { type KeepingDeps, KeptAction } from './kept-action';
import type { StepWork, WorkDeps } from './step-work';
import { canRevert, isOpen, type StoredAction, toAction } from './stored-action';
import { takeBack } from './take-back';
import { untilDue } from './until-due';

export interface LiveDeps extends WorkDeps, KeepingDeps {}

/** Tokens of whoever asked, by registry. They are never kept. */
export type Credentials = ReadonlyMap<string, Credential>;

export interface Beginning {
  readonly credentials: Credentials;
  /** False for one that an earlier process may have begun. */
  readonly isNew: boolean;
}

/** An action that this process works on. */
export class LiveAction {
  readonly #deps: LiveDeps;
  readonly #kept: KeptAction;
  readonly #lost = new AbortController();
  /** The steps for which something may have been written. */
  readonly #touched: Set<number>;
  #reverting = new AbortController();
  #credentials: Credentials;

  constructor(stored: StoredAction, { credentials, isNew }: Beginning, deps: LiveDeps) {
    this.#kept = new KeptAction(stored, deps, () => this.abandon());
    this.#credentials = credentials;
    this.#touched = new Set(isNew ? [] : stored.steps.keys());
    this.#deps = deps;
  }

  get stored(): StoredAction {
    return this.#kept.stored;
  }

  /** Asks to take it back now. It has been kept already. */
  askRevert(by: string, dueAt: number, credentials: Credentials): void {
    this.#kept.stored = { ...this.stored, revertBy: by, dueAt };
    this.#credentials = new Map([...this.#credentials, ...credentials]);
    this.#deps.publish(toAction(this.stored));
    this.#reverting.abort();
  }

  /** Another process has taken it over. */
  abandon(): void {
    this.#lost.abort();
  }

  /** Works on it until nothing is left to do or to watch, the signal aborts or another process takes it over. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, random, log } = this.#deps;
    const ended = AbortSignal.any([signal, this.#lost.signal]);
    this.#kept.signal = ended;
    // One that was over is still taken for open where a process ended before it could keep that.
    if (!isOpen(this.stored)) return this.#kept.keep().catch(() => undefined);
    for (let attempt = 0; !ended.aborted && isOpen(this.stored); attempt += 1) {
      const before = this.stored;
      let isWell = true;
      try {
        await this.#round(ended);
      } catch (error) {
        if (ended.aborted) return;
        isWell = false;
        log.error({ action: this.stored.id, err: error }, 'action-failed');
      }
      if (isWell && this.stored !== before) attempt = -1;
      // What fails or changes nothing must not be tried again at once.
      else await clock.sleep(backoffDelayMs(attempt, random), ended).catch(() => undefined);
    }
  }

  /** Until everything is done and watched to its end, or until it has been taken back. */
  async #round(signal: AbortSignal): Promise<void> {
    const { clock } = this.#deps;
    const over = new AbortController();
    const reverting = new AbortController();
    this.#reverting = reverting;
    const until = AbortSignal.any([signal, over.signal]);
    const { dueAt, steps } = this.stored;
    // In the same turn, where it is due already: nothing must be begun that is to be taken back.
    if (dueAt !== null && dueAt <= clock.now()) reverting.abort();
    else if (dueAt !== null) {
      void untilDue(dueAt, clock, until).then(
        () => reverting.abort(),
        () => undefined,
      );
    }
    try {
      const works = steps.map((_, position) => this.#workOn(position, reverting.signal));
      const forward = works.map((work) => carryOut(work, this.#deps, until));
      const all = Promise.all(forward);
      // What fails after it is to be taken back is met below, step by step.
      all.catch(() => undefined);
      await Promise.race([all, aborted(reverting.signal)]);
      const isWaiting = !reverting.signal.aborted && this.stored.dueAt !== null && this.stored.steps.some(canRevert);
      if (isWaiting) await Promise.race([aborted(reverting.signal), aborted(until)]);
      signal.throwIfAborted();
      if (reverting.signal.aborted) {
        await Promise.all(
          works.map(async (work, index) => {
            await forward[index];
            await takeBack(work, this.#deps, until);
          }),
        );
      }
      await this.#kept.endRevert();
    } finally {
      over.abort();
    }
  }

  #workOn(position: number, revertAsked: AbortSignal): StepWork {
    const { id } = this.stored;
    const { store } = this.#deps;
    const now = () => {
      const step = this.stored.steps[position];
      if (!step) throw new Error(`action ${id} has no step ${position}`);
      return step;
    };
    return {
      action: this.stored,
      now,
      change: (change) => this.#kept.change(position, change),
      isUntouched: () => !this.#touched.has(position),
      touch: () => void this.#touched.add(position),
      credential: () => this.#credentials.get(now().registry),
      revertBy: () => this.stored.revertBy,
      occupy: () => store.occupy({ action: id, position }, now()),
      undoneSince: (since) => store.undoneBy(now(), { action: id, since }),
      revertAsked,
    };
  }
}
