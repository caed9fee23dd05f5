'use client';

import { useState } from 'react';

/** The value, or while there is none the last one there was. */
export function useLastPresent<T>(value: T | null): { value: T | null; isGone: boolean } {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return { value: value ?? last, isGone: value === null && last !== null };
}
