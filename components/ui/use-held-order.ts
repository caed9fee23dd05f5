'use client';

import { useState } from 'react';

export interface HeldOrder {
  readonly keys: readonly string[];
  /** True when the rows stand in an order that is no longer theirs. */
  readonly isBehind: boolean;
  readonly catchUp: () => void;
}

interface Held {
  readonly keys: readonly string[];
  readonly question: string;
}

/**
 * The order to show: the newest one, or while `isHeld` the one that stood there when the hold began. A new `question`
 * (other filters, another sort) is answered at once: whoever asked wants to see it.
 */
export function useHeldOrder(keys: readonly string[], question: string, isHeld: boolean): HeldOrder {
  const [held, setHeld] = useState<Held>({ keys, question });
  const isFollowing = !isHeld || held.question !== question;
  if (isFollowing && (held.keys !== keys || held.question !== question)) setHeld({ keys, question });
  const shown = isFollowing ? keys : held.keys;
  return {
    keys: shown,
    isBehind: !isFollowing && !sameKeys(shown, keys),
    catchUp: () => setHeld({ keys, question }),
  };
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((key, index) => key === b[index]));
}
