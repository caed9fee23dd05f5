import type { Instance } from '../domain/instance';
import type { Upstream } from '../feed/upstream';
import type { Outcome } from './outcome';

interface Callbacks {
  readonly now: () => number;
  readonly ended: () => void;
}

/** What the watch shows of one instance while something is done to it. What it showed in between is not lost. */
export class Sighting implements Disposable {
  /** When the outcome was first seen, milliseconds since 1970. */
  seenAt: number | null;
  /** When it was seen undone after that. */
  undoneAt: number | null = null;
  /** The action that undid it; null where it was none of Rollcall's. */
  undoneBy: string | null = null;
  readonly #id: string;
  readonly #outcome: Outcome;
  readonly #upstream: Upstream;
  readonly #callbacks: Callbacks;
  readonly #waiting = new Set<() => void>();

  constructor(
    sought: { readonly instance: string; readonly outcome: Outcome; readonly seenAt?: number | null },
    upstream: Upstream,
    callbacks: Callbacks,
  ) {
    this.#id = sought.instance;
    this.#outcome = sought.outcome;
    this.seenAt = sought.seenAt ?? null;
    this.#upstream = upstream;
    this.#callbacks = callbacks;
  }

  /** Whether the registry is being watched now. */
  get isLive(): boolean {
    return this.#upstream.link.state === 'live';
  }

  /** As last observed: while the link is stale it may be another by now. */
  get instance(): Instance | undefined {
    return this.#upstream.catalog.instances.get(this.#id);
  }

  /** Takes what is there now for what is seen, although it did not change. */
  look(): void {
    if (!this.isLive) return;
    this.#take(undefined);
  }

  /** The instance has changed; `action` is Rollcall's own that did it. */
  hear(action: string | undefined): void {
    this.#take(action);
    this.relinked();
  }

  /** The link has changed. What it shows is taken by whoever looks. */
  relinked(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves at the next change of the instance or its link, or when the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      if (signal.aborted) return resolve();
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  [Symbol.dispose](): void {
    this.#callbacks.ended();
  }

  #take(action: string | undefined): void {
    const { instance } = this;
    const now = this.#callbacks.now();
    if (this.seenAt === null) {
      if (this.#outcome.isSeen(instance)) this.seenAt = now;
    } else if (this.undoneAt === null && this.#outcome.isUndone(instance)) {
      this.undoneAt = now;
      this.undoneBy = action ?? null;
    }
  }
}
