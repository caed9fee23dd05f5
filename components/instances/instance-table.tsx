'use client';

import { type KeyboardEvent, type ReactNode, type RefObject, useMemo } from 'react';
import type { Bucket } from '@/lib/domain/history';
import type { Instance } from '@/lib/domain/instance';
import type { InstanceSelection } from '../actions/use-selection';
import { RangeEnds } from '../history/range-ends';
import type { Range } from '../history/ranges';
import { useBarWidth } from '../history/use-bar-width';
import { useIsStale } from '../shell/use-is-stale';
import { SelectBox } from '../ui/select-box';
import { SortButton } from '../ui/sort-button';
import { useColumnWidth, useIsNarrow } from '../ui/use-column-width';
import type { Hold } from '../ui/use-hold';
import { useLastKnown } from '../ui/use-last-known';
import { useVirtualRows } from '../ui/use-virtual-rows';
import { SpacerRow, spacedRows } from '../ui/virtual-body';
import { columnsFor } from './instance-columns';
import { InstanceRow } from './instance-row';
import type { InstanceSort } from './instance-sorts';
import { useLeases } from './use-leases';
import { useOpenRows } from './use-open-rows';

const ROW = 36;
const BLOCK = 92;
export const INSTANCE_BARS = { wide: 143, small: 95, beside: 68 };

interface InstanceTableProps {
  readonly registry: string;
  /** By id. */
  readonly instances: ReadonlyMap<string, Instance>;
  /** Ids in the order to show. */
  readonly ids: readonly string[];
  readonly sort: InstanceSort;
  readonly onSort: (sort: InstanceSort) => void;
  readonly hold: Hold;
  readonly scroller: RefObject<HTMLElement | null>;
  readonly selection: Pick<InstanceSelection, 'ids' | 'press' | 'pressAll'>;
  /** By instance id. */
  readonly bars: ReadonlyMap<string, readonly Bucket[]>;
  readonly range: Range;
}

/** The instances of a service; of a large one only the rows in sight are in the page. */
export function InstanceTable(props: InstanceTableProps): ReactNode {
  const { registry, instances, ids, sort, onSort, hold, scroller, selection, bars, range } = props;
  const known = useLastKnown(instances, ids);
  const rows = useVirtualRows({ keys: ids, rowHeight: useIsNarrow() ? BLOCK : ROW, scroller });
  const width = useColumnWidth();
  const columns = useMemo(() => columnsFor(instances.values(), width), [instances, width]);
  const hasFlapping = useMemo(() => [...instances.values()].some(({ flapping }) => flapping), [instances]);
  const barWidth = useBarWidth(scroller, INSTANCE_BARS);
  const shown = rows.items.flatMap(({ index }) => instances.get(ids[index] ?? '') ?? []);
  const leases = useLeases(registry, shown);
  const { open, toggle } = useOpenRows(shown);
  const isStale = useIsStale()(registry);
  const isAllOn = ids.every((id) => selection.ids.has(id));
  const isMixed = !isAllOn && ids.some((id) => selection.ids.has(id));

  function move(event: KeyboardEvent<HTMLElement>): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const to = Number(row?.dataset.index) + (step ?? Number.NaN);
    if (!(to >= 0 && to < ids.length)) return;
    event.preventDefault();
    rows.focusRow(to);
  }

  return (
    <table
      className={`bleed sticky blocks inst${isStale ? ' stale' : ''}${hasFlapping ? ' flaps' : ''}`}
      aria-rowcount={ids.length + 1}
      aria-label="Instances"
      {...hold.handlers}
      onKeyDown={move}
    >
      <thead>
        <tr aria-rowindex={1}>
          {columns.map(({ id, className, label, sort: by }) => {
            const direction = by === 'worst' || by === 'since' ? 'descending' : 'ascending';
            return (
              <th
                key={id}
                scope="col"
                className={id === 'weight' ? `${className} num` : className}
                aria-sort={by !== undefined && by === sort ? direction : undefined}
              >
                {id === 'select' ? (
                  <SelectBox label="Select all" isOn={isAllOn} isMixed={isMixed} onPress={selection.pressAll} />
                ) : id === 'history' ? (
                  <RangeEnds width={barWidth} />
                ) : by === undefined ? (
                  label || <span className="sr">{id === 'menu' ? 'Actions' : 'Details'}</span>
                ) : (
                  <SortButton isSorted={by === sort} direction={direction} onSort={() => onSort(by)}>
                    {label}
                  </SortButton>
                )}
              </th>
            );
          })}
        </tr>
      </thead>
      {spacedRows({
        items: rows.items,
        total: rows.total,
        spacer: (height) => (
          <tbody>
            <SpacerRow height={height} />
          </tbody>
        ),
        row: ({ index }) => {
          const id = ids[index] ?? '';
          const live = instances.get(id);
          const instance = live ?? known.get(id);
          return (
            instance && (
              <InstanceRow
                instance={instance}
                index={index}
                columns={columns}
                lease={instance.lease ? leases.get(instance.lease.id) : undefined}
                isOpen={open.has(id)}
                isGone={live === undefined}
                isSelected={selection.ids.has(id)}
                buckets={bars.get(id)}
                range={range}
                barWidth={barWidth}
                onToggle={toggle}
                onPress={selection.press}
                measure={rows.measure}
              />
            )
          );
        },
      })}
    </table>
  );
}
