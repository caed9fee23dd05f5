'use client';

import { useRef, useState } from 'react';

export interface Sending {
  readonly isSending: boolean;
  /** Why it did not succeed the last time. */
  readonly trouble: Error | null;
  /** Does one thing at a time; what comes meanwhile is not done. @returns whether it succeeded */
  send(act: () => Promise<void>): Promise<boolean>;
}

/** What a form sends, and what became of it. */
export function useSending(): Sending {
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<Error | null>(null);
  const isBusy = useRef(false);

  async function send(act: () => Promise<void>): Promise<boolean> {
    if (isBusy.current) return false;
    isBusy.current = true;
    setSending(true);
    setTrouble(null);
    try {
      await act();
      return true;
    } catch (error) {
      setTrouble(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      isBusy.current = false;
      setSending(false);
    }
  }

  return { isSending, trouble, send };
}
