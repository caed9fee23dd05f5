'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import { useCatalog } from '../shell/use-catalog';
import { actionPath } from './action-path';
import { KIND_LOOKS } from './kind-looks';

/** "by Rollcall: drain", leading to the action; nothing of a change from elsewhere. */
export function ByRollcall({ change: { origin, action } }: { change: Pick<Change, 'origin' | 'action'> }): ReactNode {
  const known = useCatalog((state) => state.actions?.find(({ id }) => id === action));
  if (origin !== 'rollcall') return null;
  const words = `by Rollcall${known ? `: ${KIND_LOOKS[known.kind].verb.toLowerCase()}` : ''}`;
  if (action === undefined) return <span className="tag late">{words}</span>;
  return (
    <Link className="tag late by" href={actionPath(action)} prefetch={false} title={known?.reason}>
      {words}
    </Link>
  );
}
