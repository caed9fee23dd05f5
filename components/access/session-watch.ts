import type { Me } from '@/lib/domain/identity';

/** Whether the session that this page was painted for still stands, as the server last said. */
export interface SessionWatch {
  /** What the server last answered; null while nobody has doubted it. */
  getState(): Me | null;
  subscribe(listener: () => void): () => void;
  /** Asks the server who one is. A server that does not answer says nothing about the session. */
  doubt(): void;
}

export function createSessionWatch(ask: () => Promise<Me>): SessionWatch {
  const listeners = new Set<() => void>();
  let state: Me | null = null;
  let isAsking = false;

  async function settle(): Promise<void> {
    try {
      const told = await ask();
      if (JSON.stringify(told) === JSON.stringify(state)) return;
      state = told;
      for (const listener of listeners) listener();
    } catch {
      // Lost, which the page says by itself.
    } finally {
      isAsking = false;
    }
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    doubt() {
      if (isAsking) return;
      isAsking = true;
      void settle();
    },
  };
}

/** Whether this answer means that one has to sign in. */
export function isSignedOut(me: Me | null): boolean {
  return me !== null && me.identity === null && me.mode !== 'read-only';
}

/** The session of this tab. */
export const sessionWatch = createSessionWatch(async () => {
  const answer = await fetch('/api/v1/me', { cache: 'no-store' });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as Me;
});
