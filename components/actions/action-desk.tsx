'use client';

import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import { ActionDeskContext } from './action-desk-context';
import { ActionDrawer } from './action-drawer';
import type { Draft } from './draft';
import { keepFollowed, readFollowed } from './followed';
import { Notices } from './notices';
import { RegisterPanel } from './register-panel';

type Open =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'registration'; readonly registry: string | null }
  | null;

/** Holds what is open over every page: the drawer of an action, and the notices of those begun here. */
export function ActionDeskProvider({ children }: { children: ReactNode }): ReactNode {
  const [open, setOpen] = useState<Open>(null);
  const [followed, setFollowed] = useState<readonly Action[]>([]);

  useEffect(() => setFollowed(readFollowed()), []);

  const change = useCallback((next: (before: readonly Action[]) => readonly Action[]) => {
    setFollowed((before) => {
      const after = next(before);
      keepFollowed(after);
      return after;
    });
  }, []);
  const follow = useCallback(
    (action: Action) => change((before) => [action, ...before.filter(({ id }) => id !== action.id)]),
    [change],
  );
  const dismiss = useCallback((id: string) => change((before) => before.filter((one) => one.id !== id)), [change]);
  const desk = useMemo(
    () => ({
      begin: (draft: Draft) => setOpen({ kind: 'draft', draft }),
      beginRegistration: (registry: string | null) => setOpen({ kind: 'registration', registry }),
      follow,
    }),
    [follow],
  );
  const close = useCallback(() => setOpen(null), []);

  return (
    <ActionDeskContext value={desk}>
      {children}
      <Notices actions={followed} isCovered={open !== null} onDismiss={dismiss} />
      {open?.kind === 'draft' && <ActionDrawer draft={open.draft} onBegun={follow} onClose={close} />}
      {open?.kind === 'registration' && <RegisterPanel registry={open.registry} onBegun={follow} onClose={close} />}
    </ActionDeskContext>
  );
}
