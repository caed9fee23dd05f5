'use client';

import { useEffect, useRef, useState } from 'react';

const LEAVE_MS = 700;
const SCROLL_MS = 1200;

export interface Hold {
  readonly isHeld: boolean;
  /** For the element that holds the rows. */
  readonly handlers: {
    readonly onPointerEnter: (event: { pointerType: string }) => void;
    readonly onPointerLeave: () => void;
    readonly onFocus: (event: { target: Element }) => void;
    readonly onBlur: () => void;
  };
  /** For the element that scrolls. */
  readonly onScroll: () => void;
}

/**
 * Held while somebody points at the rows, has the focus in them or scrolls, and for a moment after: that long nothing
 * may move under them.
 */
export function useHold(): Hold {
  const [isHeld, setHeld] = useState(false);
  const inside = useRef({ pointer: false, focus: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => () => clearTimeout(timer.current), []);

  function hold(): void {
    clearTimeout(timer.current);
    setHeld(true);
  }
  function letGo(afterMs: number): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!inside.current.pointer && !inside.current.focus) setHeld(false);
    }, afterMs);
  }

  return {
    isHeld,
    handlers: {
      onPointerEnter: ({ pointerType }) => {
        // A finger does not hover: what it does is scroll.
        if (pointerType !== 'mouse') return;
        inside.current.pointer = true;
        hold();
      },
      onPointerLeave: () => {
        inside.current.pointer = false;
        letGo(LEAVE_MS);
      },
      onFocus: ({ target }) => {
        // A click leaves the focus behind, too; only the keyboard's stays for a purpose.
        if (!target.matches(':focus-visible')) return;
        inside.current.focus = true;
        hold();
      },
      onBlur: () => {
        inside.current.focus = false;
        letGo(LEAVE_MS);
      },
    },
    onScroll: () => {
      hold();
      letGo(SCROLL_MS);
    },
  };
}
