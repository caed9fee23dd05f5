'use client';

import { createContext, useContext } from 'react';
import type { Bucket } from '@/lib/domain/history';
import type { Subject } from './bucket-words';

/** What the one tooltip of a page tells, and where. */
export interface Tip {
  /** Whose bar it is. */
  readonly title: string;
  readonly bucket: Bucket;
  readonly subject: Subject;
  /** What lies under it, in pixels of the window: its middle, its top and its bottom. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

export const TipContext = createContext<(tip: Tip | null) => void>(() => undefined);

/** Shows a tip, or with null none. Keeps its identity. */
export function useShowTip(): (tip: Tip | null) => void {
  return useContext(TipContext);
}
