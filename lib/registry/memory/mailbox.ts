/** What one watcher has yet to read; bounded, so that a watcher that does not read costs no more than `limit` messages. */
export interface Mailbox<T> {
  put(message: T): void;
  /**
   * Waits for messages and takes them all, or `overflowed` once when there were more than fit, which are lost; null when
   * the signal aborts.
   */
  take(signal: AbortSignal): Promise<readonly T[] | 'overflowed' | null>;
}

/** An empty mailbox for one reader. */
export function createMailbox<T>(limit: number): Mailbox<T> {
  let messages: T[] = [];
  let overflowed = false;
  let wake: (() => void) | undefined;

  function put(message: T): void {
    if (messages.length < limit) messages.push(message);
    else {
      messages = [];
      overflowed = true;
    }
    wake?.();
  }

  async function take(signal: AbortSignal): Promise<readonly T[] | 'overflowed' | null> {
    if (messages.length === 0 && !overflowed && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const abort = () => resolve();
      wake = abort;
      signal.addEventListener('abort', abort, { once: true });
      await promise;
      signal.removeEventListener('abort', abort);
      wake = undefined;
    }
    if (signal.aborted) return null;
    const taken = messages;
    messages = [];
    if (!overflowed) return taken;
    overflowed = false;
    return 'overflowed';
  }

  return { put, take };
}
