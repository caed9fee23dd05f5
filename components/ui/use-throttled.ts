'use client';

import { useEffect, useRef, useState } from 'react';

/** A value that follows another one at once when it has been quiet, and at most every `ms` milliseconds otherwise. */
export function useThrottled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  const last = useRef(0);

  useEffect(() => {
    if (Object.is(value, settled)) return;
    const wait = Math.max(0, last.current + ms - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setSettled(value);
    }, wait);
    return () => clearTimeout(timer);
  }, [value, settled, ms]);

  return settled;
}
