import type { Change } from '../domain/change';
import type { RegistryGap } from '../domain/history';
import { type ChangeFilter, matchesChange } from './change-filter';
import { type ChangeGroup, type ChangeItem, groupChanges } from './change-groups';
import { gapsBeside, isKnownBetter } from './journal-gaps';
import { type NotObserved, notObservedStretches } from './not-observed';

/** One row of the list of changes. */
export type ChangeRow =
  | {
      readonly kind: 'change';
      readonly key: string;
      readonly change: Change;
      readonly isOpen: boolean;
      /** Of a group that is open above it. */
      readonly isMember: boolean;
    }
  | { readonly kind: 'group'; readonly key: string; readonly group: ChangeGroup; readonly isOpen: boolean }
  | { readonly kind: 'detail'; readonly key: string; readonly change: Change }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: NotObserved }
  | { readonly kind: 'day'; readonly key: string; readonly day: string };

export interface RowOptions {
  readonly filter: ChangeFilter;
  /** Keys of rows that are open: ids of changes, keys of groups. */
  readonly open: ReadonlySet<string>;
  readonly isGrouped: boolean;
  /** What the journal knows of stretches nobody observed, from a time on. */
  readonly gaps: readonly RegistryGap[];
  /** That time, ISO 8601: what begins with it may have begun earlier. */
  readonly gapsFrom: string;
}

/**
 * The rows of `changes` (newest first). Stretches that nobody observed stay whatever kind or service is asked for: they
 * are about all of them. A row with the day stands where the day changes.
 */
export function changeRows(changes: readonly Change[], options: RowOptions): readonly ChangeRow[] {
  const { filter, open, gaps, gapsFrom } = options;
  const stretches = notObservedStretches(changes);
  const waiting = [...gapsBeside(gaps, stretches.values())].filter((gap) => isAsked(gap, filter));
  const items = itemsOf(changes, options);
  const rows: ChangeRow[] = [];
  let day: string | null = null;
  const put = (row: ChangeRow, at: string) => {
    const rowDay = at.slice(0, 10);
    if (day !== null && rowDay !== day) rows.push({ kind: 'day', key: `day ${rowDay}`, day: rowDay });
    day = rowDay;
    rows.push(row);
  };
  const putChange = (change: Change, isMember: boolean) => {
    const isOpen = open.has(change.id);
    put({ kind: 'change', key: change.id, change, isOpen, isMember }, change.at);
    if (isOpen) put({ kind: 'detail', key: `detail ${change.id}`, change }, change.at);
  };
  const putGap = (gap: NotObserved, key: string, at: string) => put({ kind: 'gap', key: `gap ${key}`, gap }, at);

  for (const change of changes) {
    // What was noticed after a gap stands above it, whichever of the two clocks was read first.
    for (let gap = waiting[0]; gap && isBelow(change, gap); gap = waiting[0]) {
      const from = gap.from > gapsFrom ? gap.from : null;
      putGap({ ...gap, from, cause: null, detail: null }, `${gap.registry} ${gap.from}`, gap.to);
      waiting.shift();
    }
    const stretch = stretches.get(change.id);
    const told = stretch && isAsked(stretch, filter) && !isKnownBetter(stretch, gaps) ? stretch : null;
    // A known loss stands below its stretch; what was noticed late stands above it.
    if (told?.from) putGap(told, change.id, change.at);
    const item = items.get(change.id);
    if (item?.kind === 'one') putChange(change, false);
    if (item?.kind === 'group') {
      const { group } = item;
      const isOpen = open.has(group.key);
      put({ kind: 'group', key: group.key, group, isOpen }, change.at);
      if (isOpen) for (const member of group.changes) putChange(member, true);
    }
    if (told && !told.from) putGap(told, change.id, change.at);
  }
  return rows;
}

/** What is asked for, by the id of the change it stands at. */
function itemsOf(changes: readonly Change[], { filter, isGrouped }: RowOptions): ReadonlyMap<string, ChangeItem> {
  const matching = changes.filter((change) => matchesChange(change, filter));
  const items: readonly ChangeItem[] = isGrouped
    ? groupChanges(matching)
    : matching.map((change) => ({ kind: 'one', change }));
  return new Map(items.map((item) => [item.kind === 'one' ? item.change.id : item.group.changes[0].id, item]));
}

/** Whether a stretch is of the registry and the range that are asked for. */
function isAsked({ registry, from, to }: Pick<NotObserved, 'registry' | 'from' | 'to'>, filter: ChangeFilter): boolean {
  return (
    (filter.registry === null || filter.registry === registry) &&
    (filter.from === null || to === null || to > filter.from) &&
    (filter.to === null || from === null || from < filter.to)
  );
}

function isBelow(change: Change, { registry, from, to }: RegistryGap): boolean {
  return change.at < to && !(change.afterGap && change.registry === registry && change.at >= from);
}
