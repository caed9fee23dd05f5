/** Which services somebody looks at now. */
export interface Focus {
  /** The latest last. */
  names(): string[];
  /** Returns what ends it; ending twice is ending once. */
  add(service: string): () => void;
  /** Tells one listener of every change; null for none. */
  listen(listener: (() => void) | null): void;
}

export function createFocus(): Focus {
  const looks = new Map<symbol, string>();
  let notify: (() => void) | null = null;
  return {
    names: () => [...new Set([...looks.values()].toReversed())].toReversed(),
    add(service) {
      const look = Symbol(service);
      looks.set(look, service);
      notify?.();
      return () => {
        if (looks.delete(look)) notify?.();
      };
    },
    listen(listener) {
      notify = listener;
    },
  };
}
