import type { Notice } from '../port';

/** All notices that hold now, each under a key of whoever put it up. */
export class NoticeBoard {
  readonly #notices = new Map<string, Notice>();
  readonly #publish: (notices: readonly Notice[]) => void;

  constructor(publish: (notices: readonly Notice[]) => void) {
    this.#publish = publish;
  }

  put(key: string, notice: Notice): void {
    const known = this.#notices.get(key);
    if (known?.code === notice.code && known.detail === notice.detail && known.scope === notice.scope) return;
    this.#notices.set(key, notice);
    this.#publish(this.all());
  }

  has(key: string): boolean {
    return this.#notices.has(key);
  }

  all(): readonly Notice[] {
    return [...this.#notices.values()];
  }

  take(key: string): void {
    if (this.#notices.delete(key)) this.#publish(this.all());
  }
}
