import type { Change } from '../domain/change';
import { type ChangeFilter, matchesChange } from './change-filter';
import { type NotObserved, notObservedStretches } from './not-observed';

/** One row of the list of changes. */
export type ChangeRow =
  | { readonly kind: 'change'; readonly key: string; readonly change: Change; readonly isOpen: boolean }
  | { readonly kind: 'detail'; readonly key: string; readonly change: Change }
  | { readonly kind: 'gap'; readonly key: string; readonly gap: NotObserved }
  | { readonly kind: 'day'; readonly key: string; readonly day: string };

/**
 * The rows of `changes` (newest first) under a filter. Stretches that nobody observed stay whatever kind or service is
 * asked for: they are about all of them. A row with the day stands where the day changes.
 */
export function changeRows(
  changes: readonly Change[],
  filter: ChangeFilter,
  open: ReadonlySet<string>,
): readonly ChangeRow[] {
  const stretches = notObservedStretches(changes);
  const rows: ChangeRow[] = [];
  let day: string | null = null;
  const put = (row: ChangeRow, at: string) => {
    const rowDay = at.slice(0, 10);
    if (day !== null && rowDay !== day) rows.push({ kind: 'day', key: `day ${rowDay}`, day: rowDay });
    day = rowDay;
    rows.push(row);
  };
  const asksForRegistry = (registry: string) => filter.registry === null || filter.registry === registry;
  for (const change of changes) {
    const gap = stretches.get(change.id);
    const gapRow: ChangeRow | null =
      gap && asksForRegistry(gap.registry) ? { kind: 'gap', key: `gap ${change.id}`, gap } : null;
    // A known loss stands below its stretch; what was noticed late stands above it.
    if (gapRow && gap?.from) put(gapRow, change.at);
    if (matchesChange(change, filter)) {
      const isOpen = open.has(change.id);
      put({ kind: 'change', key: change.id, change, isOpen }, change.at);
      if (isOpen) put({ kind: 'detail', key: `detail ${change.id}`, change }, change.at);
    }
    if (gapRow && !gap?.from) put(gapRow, change.at);
  }
  return rows;
}
