import type { Action } from '../domain/action';
import { backoffDelayMs } from '../domain/backoff';
import type { Credential } from '../registry/operations';
import type { ActionStore } from './action-store';
import { carryOut } from './carry-out';
import { SaveQueue } from './save-queue';
import type { StepWork, WorkDeps } from './step-work';
import { canRevert, changeStep, isOpen, type StepChange, type StoredAction, toAction } from './stored-action';
import { takeBack } from './take-back';

export interface LiveDeps extends WorkDeps {
  readonly store: ActionStore;
  /** Tells readers. */
  readonly publish: (action: Action) => void;
  /** The name that this process claims actions by. */
  readonly replica: string;
}

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
  readonly #isNew: boolean;
  readonly #dirty = new Set<number>();
  readonly #saves = new SaveQueue(() => this.#save());
  readonly #lost = new AbortController();
  #signal: AbortSignal = this.#lost.signal;
  #reverting = new AbortController();
  #stored: StoredAction;
  #credentials: Credentials;

  constructor(stored: StoredAction, { credentials, isNew }: Beginning, deps: LiveDeps) {
    this.#stored = stored;
    this.#credentials = credentials;
    this.#isNew = isNew;
    this.#deps = deps;
  }

  get stored(): StoredAction {
    return this.#stored;
  }

  /** Asks to take it back now. It has been kept already. */
  askRevert(by: string, dueAt: number, credentials: Credentials): void {
    this.#stored = { ...this.#stored, revertBy: by, dueAt };
    this.#credentials = new Map([...this.#credentials, ...credentials]);
    this.#deps.publish(toAction(this.#stored));
    this.#reverting.abort();
  }

  /** Another process has taken it over. */
  abandon(): void {
    this.#lost.abort();
  }

  /** Works on it until nothing is left to do or to watch, the signal aborts or another process takes it over. */
  async run(signal: AbortSignal): Promise<void> {
    this.#signal = AbortSignal.any([signal, this.#lost.signal]);
    const { clock, random, log } = this.#deps;
    for (let attempt = 0; !this.#signal.aborted && isOpen(this.#stored); ) {
      try {
        await this.#round();
        attempt = 0;
      } catch (error) {
        if (this.#signal.aborted) return;
        log.error({ action: this.#stored.id, err: error }, 'action-failed');
        await clock.sleep(backoffDelayMs(attempt++, random), this.#signal).catch(() => undefined);
      }
    }
  }

  /** Until everything is done and watched to its end, or until it has been taken back. */
  async #round(): Promise<void> {
    const { clock } = this.#deps;
    const over = new AbortController();
    this.#reverting = new AbortController();
    const reverting = this.#reverting;
    const until = AbortSignal.any([this.#signal, over.signal]);
    void this.#whenDue(until).then(
      () => reverting.abort(),
      () => undefined,
    );
    const { dueAt } = this.#stored;
    // In the same turn, where it is due already: nothing must be begun that is to be taken back.
    if (dueAt !== null && dueAt <= clock.now()) reverting.abort();
    try {
      const works = this.#stored.steps.map((_, position) => this.#workOn(position, reverting.signal));
      const forward = works.map((work) => carryOut(work, this.#deps, until));
      const all = Promise.all(forward);
      // What fails after it is to be taken back is met below, step by step.
      all.catch(() => undefined);
      await Promise.race([all, aborted(reverting.signal)]);
      const isWaiting = !reverting.signal.aborted && this.#stored.dueAt !== null && this.#stored.steps.some(canRevert);
      if (isWaiting) await Promise.race([aborted(reverting.signal), aborted(until)]);
      this.#signal.throwIfAborted();
      if (reverting.signal.aborted) {
        await Promise.all(
          works.map(async (work, index) => {
            await forward[index];
            await takeBack(work, this.#deps, until);
          }),
        );
      }
      await this.#endRevert();
    } finally {
      over.abort();
    }
  }

  async #whenDue(signal: AbortSignal): Promise<void> {
    const { dueAt } = this.#stored;
    if (dueAt === null) return new Promise(() => undefined);
    await this.#deps.clock.sleep(Math.max(0, dueAt - this.#deps.clock.now()), signal);
  }

  /** What was due is done, or has nothing left to be done to. */
  async #endRevert(): Promise<void> {
    const { id, dueAt } = this.#stored;
    if (dueAt === null) return;
    await this.#deps.store.endRevert(id, dueAt);
    // Somebody may have asked again meanwhile.
    if (this.#stored.dueAt === dueAt) this.#stored = { ...this.#stored, dueAt: null };
    await this.#saves.request();
  }

  #workOn(position: number, revertAsked: AbortSignal): StepWork {
    const { id } = this.#stored;
    const now = () => {
      const step = this.#stored.steps[position];
      if (!step) throw new Error(`action ${id} has no step ${position}`);
      return step;
    };
    return {
      action: this.#stored,
      now,
      change: (change) => this.#change(position, change),
      isUntouched: this.#isNew && now().state === 'planned',
      credential: () => this.#credentials.get(now().registry),
      revertBy: () => this.#stored.revertBy,
      occupy: () => this.#deps.store.occupy({ action: id, position }, now()),
      revertAsked,
    };
  }

  #change(position: number, change: StepChange): Promise<void> {
    const now = this.#deps.clock.now();
    const steps = this.#stored.steps.map((step, at) => (at === position ? changeStep(step, change, now) : step));
    this.#stored = { ...this.#stored, steps };
    this.#dirty.add(position);
    return this.#saves.request();
  }

  /** Tries until it is kept: what is not kept would be forgotten by a restart. */
  async #save(): Promise<void> {
    const { store, clock, random, log, replica, publish } = this.#deps;
    for (let attempt = 0; ; attempt += 1) {
      this.#signal.throwIfAborted();
      const positions = [...this.#dirty];
      const stored = this.#stored;
      try {
        if (!(await store.save(stored, positions, { by: replica, now: clock.now() }))) return this.abandon();
        for (const position of positions) {
          if (this.#stored.steps[position] === stored.steps[position]) this.#dirty.delete(position);
        }
        return publish(toAction(stored));
      } catch (error) {
        log.warn({ action: stored.id, err: error }, 'action-not-kept');
        await clock.sleep(backoffDelayMs(attempt, random), this.#signal);
      }
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
