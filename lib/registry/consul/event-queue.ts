import type { RegistryEvent } from '../port';

/** Events from several readers for the one who watches. */
export interface EventQueue {
  push(event: RegistryEvent): void;
  /** Ends the queue: what is in it is still given, then `error` is thrown. */
  fail(error: Error): void;
  /** Events in order until the signal aborts. @throws what {@link fail} was given */
  read(signal: AbortSignal): AsyncGenerator<RegistryEvent, void, void>;
}

export function createEventQueue(): EventQueue {
  let events: RegistryEvent[] = [];
  let failure: Error | undefined;
  let wake = () => {};

  return {
    push(event) {
      events.push(event);
      wake();
    },
    fail(error) {
      failure ??= error;
      wake();
    },
    async *read(signal) {
      const onAbort = () => wake();
      signal.addEventListener('abort', onAbort);
      try {
        while (!signal.aborted) {
          const ready = events;
          events = [];
          yield* ready;
          if (events.length > 0 || signal.aborted) continue;
          if (failure) throw failure;
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
