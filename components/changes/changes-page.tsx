'use client';

import { type ReactNode, useCallback, useMemo, useRef, useState } from 'react';
import { changeFilterParams, matchesChange } from '@/lib/view/change-filter';
import { changeRows } from '@/lib/view/change-rows';
import { useChangeCounts } from '../charts/use-change-counts';
import { useChartRange } from '../charts/use-chart-range';
import { Hatch } from '../history/hatch';
import { rangeMs, rangeWords } from '../history/ranges';
import { useCatalog, useLiveCatalog } from '../shell/use-catalog';
import { toggled } from '../ui/toggled';
import { useHold } from '../ui/use-hold';
import { useUrlState } from '../ui/use-url-state';
import { ChangesEnd } from './changes-end';
import { ChangesFacets } from './changes-facets';
import { ChangesTable } from './changes-table';
import { ChangesToolbar } from './changes-toolbar';
import { CountStrip } from './count-strip';
import { CountWords } from './count-words';
import { LinkedChange } from './linked-change';
import { NewChanges } from './new-changes';
import { RangeButton } from './range-button';
import { useAsked } from './use-asked';
import { useFacets } from './use-facets';
import { type HandedChanges, useJournal } from './use-journal';
import { useJournalGaps } from './use-journal-gaps';
import { useLinkedChange } from './use-linked-change';
import { useStanding } from './use-standing';

interface ChangesPageProps {
  readonly handed: HandedChanges;
  /** Ids, in the order of configuration. */
  readonly registries: readonly string[];
  readonly keepDays: number;
}

/** Scrolled down further than this, in pixels, the list stands still. */
const TOP_PX = 60;

/** The journal: what is live and, below it, what was, with its filters and counts. */
export function ChangesPage({ handed, registries, keepDays }: ChangesPageProps): ReactNode {
  const url = useUrlState();
  const catalog = useLiveCatalog();
  const asked = useAsked(url, { handed, registries, keepDays });
  const { filter, chosen, shown } = asked;
  const isGrouped = url.get('group') !== 'off';
  const paused = useCatalog((state) => state.paused);
  const journal = useJournal(asked, handed);
  const scroller = useRef<HTMLDivElement>(null);
  const [isDown, setDown] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());

  const { from: _from, to: _to, ...apart } = chosen;
  const counts = useChangeCounts(useChartRange(rangeMs(shown)), changeFilterParams(apart));
  const facets = useFacets(filter, { shown, keepDays });
  const hold = useHold();
  const { shown: standing, waiting } = useStanding(journal.changes, isDown || hold.isHeld);
  const gaps = useJournalGaps(counts.data, { oldest: standing.at(-1)?.at, keepDays });
  const rows = useMemo(
    () => changeRows(standing, { filter, open, isGrouped, ...gaps }),
    [standing, filter, open, isGrouped, gaps],
  );
  const linked = useLinkedChange(url.get('change'), rows, setOpen);
  const waitingHere = waiting.filter((change) => matchesChange(change, filter)).length + (paused?.waiting ?? 0);

  const toggle = useCallback((id: string) => setOpen((before) => toggled(before, id)), []);
  const { loadMore } = journal;
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
      <Hatch />
      <div className="page-head">
        <h1>Changes</h1>
        <CountWords counts={counts.data} range={shown} chosen={chosen} chosenTotal={facets?.total ?? null} />
        <span className="push" />
        <RangeButton filter={chosen} range={asked.range} ranges={asked.ranges} near={asked.near} url={url} />
      </div>
      <div className="cols">
        <div>
          <CountStrip
            counts={counts}
            range={rangeWords(shown)}
            chosen={chosen}
            onChoose={(times, how) => url.set(times, how)}
          />
          <ChangesToolbar
            filter={filter}
            registries={registries}
            services={facets?.services.map(({ value }) => value) ?? []}
            isGrouped={isGrouped}
            url={url}
          />
          <LinkedChange linked={linked} url={url} />
          <NewChanges count={waitingHere} isPaused={paused !== null} onShow={showNew} />
          {rows.length > 0 && (
            <ChangesTable
              rows={rows}
              scroller={scroller}
              hold={hold}
              onToggle={toggle}
              target={linked.rowKey}
              onEnd={onEnd}
            />
          )}
          <ChangesEnd journal={journal} isEmpty={rows.length === 0} filter={filter} url={url} />
        </div>
        <ChangesFacets facets={facets} filter={filter} url={url} />
      </div>
    </div>
  );
}
