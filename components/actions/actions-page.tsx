'use client';

import { type ReactNode, useMemo, useState } from 'react';
import type { Action } from '@/lib/domain/action';
import { useCatalog } from '../shell/use-catalog';
import { toggled } from '../ui/toggled';
import { useUrlState } from '../ui/use-url-state';
import { actionFilterFrom, matchesAction, mergeActions } from './action-filter';
import { ActionsEnd } from './actions-end';
import { ActionsTable } from './actions-table';
import { ActionsToolbar } from './actions-toolbar';
import { type HandedActions, useActionHistory } from './use-action-history';

interface ActionsPageProps {
  readonly handed: HandedActions;
  /** Ids, in the order of configuration. */
  readonly registries: readonly string[];
}

const NONE: readonly Action[] = [];

/** What operators asked for and what has become of it, live, newest first. */
export function ActionsPage({ handed, registries }: ActionsPageProps): ReactNode {
  const url = useUrlState();
  const filter = useMemo(() => actionFilterFrom(url.get, registries), [url.get, registries]);
  const live = useCatalog((state) => state.actions) ?? NONE;
  const history = useActionHistory(filter, handed);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const actions = useMemo(
    () => mergeActions(live, history.items).filter((action) => matchesAction(action, filter)),
    [live, history.items, filter],
  );

  function toggle(id: string): void {
    setOpen((before) => toggled(before, id));
  }

  return (
    <div className="page actions-page">
      <div className="page-head">
        <h1>Actions</h1>
        <span className="sub wide">what was asked for, why, and what has become of it</span>
      </div>
      <ActionsToolbar filter={filter} registries={registries} url={url} />
      {actions.length > 0 && <ActionsTable actions={actions} open={open} onToggle={toggle} />}
      <ActionsEnd history={history} isEmpty={actions.length === 0} filter={filter} url={url} />
    </div>
  );
}
