'use client';

import type { ReactNode } from 'react';
import { type FormatNames, FormatNamesContext } from './format-names';

/** Gives every page the titles of formats. */
export function FormatNamesProvider({ names, children }: { names: FormatNames; children: ReactNode }): ReactNode {
  return <FormatNamesContext value={names}>{children}</FormatNamesContext>;
}
