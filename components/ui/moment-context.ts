'use client';

import { createContext, useContext } from 'react';

/** The moment in the past that the page shows, ISO 8601; null where it shows what is. */
export const MomentContext = createContext<string | null>(null);

/** See {@link MomentContext}. */
export function useMoment(): string | null {
  return useContext(MomentContext);
}
