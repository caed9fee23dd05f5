/** Saves one after the other, and together what was asked for while the one before was under way. */
export class SaveQueue {
  readonly #save: () => Promise<void>;
  #running: Promise<void> = Promise.resolve();
  #queued: Promise<void> | null = null;

  /** @param save keeps everything as it stands when it is called */
  constructor(save: () => Promise<void>) {
    this.#save = save;
  }

  /** Resolves once everything as it stands now is kept. */
  request(): Promise<void> {
    this.#queued ??= this.#running.then(() => {
      this.#queued = null;
      this.#running = this.#save();
      return this.#running;
    });
    return this.#queued;
  }
}
