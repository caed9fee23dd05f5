'use client';

import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { countChanges, matchesChange } from '@/lib/view/change-filter';
import { changeRows } from '@/lib/view/change-rows';
import { mergeChanges } from '@/lib/view/merge-changes';
import { useCatalog, useLiveCatalog } from '../shell/use-catalog';
import { toggled } from '../ui/toggled';
import { useHold } from '../ui/use-hold';
import { useUrlState } from '../ui/use-url-state';
import { changeFilterFrom } from './change-filter-from';
import { ChangesEnd } from './changes-end';
import { ChangesFacets } from './changes-facets';
import { ChangesTable } from './changes-table';
import { ChangesToolbar } from './changes-toolbar';
import { NewChanges } from './new-changes';
import { type HandedChanges, useChangeHistory } from './use-change-history';
import { useStanding } from './use-standing';

interface ChangesPageProps {
  readonly handed: HandedChanges;
  /** Ids, in the order of configuration. */
  readonly registries: readonly string[];
}

const SERVICES_LISTED = 8;
/** Scrolled down further than this, in pixels, the list stands still. */
const TOP_PX = 60;

/** The live list of changes with its filters. */
export function ChangesPage({ handed, registries }: ChangesPageProps): ReactNode {
  const url = useUrlState();
  const catalog = useLiveCatalog();
  const filter = useMemo(() => changeFilterFrom(url.get, registries), [url.get, registries]);
  const live = useCatalog((state) => state.changes);
  const paused = useCatalog((state) => state.paused);
  const history = useChangeHistory(filter, handed, live);
  const scroller = useRef<HTMLDivElement>(null);
  const [isDown, setDown] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());

  const changes = useMemo(() => mergeChanges(live, history.older), [live, history.older]);
  const hold = useHold();
  const { shown, waiting } = useStanding(changes, isDown || hold.isHeld);
  const counts = useMemo(() => countChanges(shown, filter, SERVICES_LISTED), [shown, filter]);
  const rows = useMemo(() => changeRows(shown, filter, open), [shown, filter, open]);
  const waitingHere = waiting.filter((change) => matchesChange(change, filter)).length + (paused?.waiting ?? 0);

  const toggle = useCallback((id: string) => setOpen((before) => toggled(before, id)), []);
  const { loadMore } = history;
  const onEnd = useCallback(() => loadMore(), [loadMore]);

  function showNew(): void {
    if (paused) catalog.resume();
    scroller.current?.scrollTo({ top: 0 });
    setDown(false);
  }

  return (
    <div
      className="page changes-page"
      ref={scroller}
      onScroll={(event) => setDown(event.currentTarget.scrollTop > TOP_PX)}
    >
      <div className="page-head">
        <h1>Changes</h1>
        <span className="sub wide">as they are observed, newest first</span>
      </div>
      <div className="cols">
        <div>
          <ChangesToolbar
            filter={filter}
            registries={registries}
            services={counts.services.map(({ value }) => value)}
            url={url}
          >
            <a className="btn bare small" href={`/api/v1/changes?${jsonQuery(filter)}`}>
              As JSON
            </a>
          </ChangesToolbar>
          <NewChanges count={waitingHere} isPaused={paused !== null} onShow={showNew} />
          {rows.length > 0 && (
            <ChangesTable rows={rows} scroller={scroller} hold={hold} onToggle={toggle} onEnd={onEnd} />
          )}
          <ChangesEnd history={history} isEmpty={rows.length === 0} filter={filter} url={url} />
        </div>
        <ChangesFacets counts={counts} filter={filter} url={url} />
      </div>
    </div>
  );
}

function jsonQuery(filter: ReturnType<typeof changeFilterFrom>): string {
  const set = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams([...set, ['limit', '1000']]).toString();
}
