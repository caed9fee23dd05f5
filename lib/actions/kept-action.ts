import type { Action } from '../domain/action';
import { backoffDelayMs } from '../domain/backoff';
import type { ActionStore } from './action-store';
import { SaveQueue } from './save-queue';
import type { WorkDeps } from './step-work';
import { changeStep, type StepChange, type StoredAction, toAction } from './stored-action';

export interface KeepingDeps extends Pick<WorkDeps, 'clock' | 'random' | 'log'> {
  readonly store: ActionStore;
  /** Tells readers. */
  readonly publish: (action: Action) => void;
  /** The name that this process claims actions by. */
  readonly replica: string;
}

/** An action as it stands, whose steps are kept whenever they change. */
export class KeptAction {
  stored: StoredAction;
  readonly #deps: KeepingDeps;
  /** Another process has taken it over. */
  readonly #lost: () => void;
  readonly #dirty = new Set<number>();
  readonly #saves = new SaveQueue(() => this.#save());
  /** When it aborts, nothing more is kept. */
  signal: AbortSignal = new AbortController().signal;

  constructor(stored: StoredAction, deps: KeepingDeps, lost: () => void) {
    this.stored = stored;
    this.#deps = deps;
    this.#lost = lost;
  }

  /** Resolves once it is kept, and readers are told. */
  change(position: number, change: StepChange): Promise<void> {
    const now = this.#deps.clock.now();
    const steps = this.stored.steps.map((step, at) => (at === position ? changeStep(step, change, now) : step));
    this.stored = { ...this.stored, steps };
    this.#dirty.add(position);
    return this.keep();
  }

  /** Resolves once everything as it stands is kept. */
  keep(): Promise<void> {
    return this.#saves.request();
  }

  /** What was due is done, or has nothing left to be done to. */
  async endRevert(): Promise<void> {
    const { id, dueAt } = this.stored;
    if (dueAt === null) return;
    await this.#deps.store.endRevert(id, dueAt);
    // Somebody may have asked again meanwhile.
    if (this.stored.dueAt === dueAt) this.stored = { ...this.stored, dueAt: null };
    await this.keep();
  }

  /** Tries until it is kept: what is not kept would be forgotten by a restart. */
  async #save(): Promise<void> {
    const { store, clock, random, log, replica, publish } = this.#deps;
    for (let attempt = 0; ; attempt += 1) {
      this.signal.throwIfAborted();
      const positions = [...this.#dirty];
      const { stored } = this;
      try {
        if (!(await store.save(stored, positions, { by: replica, now: clock.now() }))) return this.#lost();
        for (const position of positions) {
          if (this.stored.steps[position] === stored.steps[position]) this.#dirty.delete(position);
        }
        return publish(toAction(stored));
      } catch (error) {
        log.warn({ action: stored.id, err: error }, 'action-not-kept');
        await clock.sleep(backoffDelayMs(attempt, random), this.signal);
      }
    }
  }
}
