'use client';

import { type ReactNode, type RefObject, useMemo } from 'react';
import type { Bucket } from '@/lib/domain/history';
import { HEALTHS, type Health, type Instance } from '@/lib/domain/instance';
import { SelectionBar } from '../actions/selection-bar';
import { useSelection } from '../actions/use-selection';
import { useFormatTitle } from '../formats/format-names';
import type { Range } from '../history/ranges';
import { HealthCounts } from '../services/health-counts';
import { EmptyState } from '../ui/empty-state';
import { FilterChip } from '../ui/filter-chip';
import { OrderHint } from '../ui/order-hint';
import { useHeldOrder } from '../ui/use-held-order';
import { useHold } from '../ui/use-hold';
import { useThrottled } from '../ui/use-throttled';
import type { UrlState } from '../ui/use-url-state';
import { compareInstancesBy, INSTANCE_SORTS } from './instance-sorts';
import { InstanceTable } from './instance-table';
import { SharedSentence } from './shared-sentence';

interface ServiceInstancesProps {
  readonly registry: string;
  readonly instances: ReadonlyMap<string, Instance>;
  /** The service has gone: these are the instances it had last. */
  readonly isGone: boolean;
  readonly url: UrlState;
  readonly scroller: RefObject<HTMLElement | null>;
  /** Histories by instance id. */
  readonly bars: ReadonlyMap<string, readonly Bucket[]>;
  readonly range: Range;
}

const SETTLE_MS = 250;

/** The instances of a service: what the worst share, and a row for each. */
export function ServiceInstances(props: ServiceInstancesProps): ReactNode {
  const { registry, instances, isGone, url, scroller, bars, range } = props;
  const health = url.oneOf('health', HEALTHS);
  const sort = url.oneOf('sort', INSTANCE_SORTS) ?? 'worst';
  const settled = useThrottled(instances, SETTLE_MS);
  const all = useMemo(() => [...settled.values()], [settled]);
  const formats = useMemo(() => [...new Set(all.map((instance) => instance.format))].sort(), [all]);
  const format = url.oneOf('format', formats);
  const titleOf = useFormatTitle();
  const ofFormat = useMemo(() => all.filter((one) => format === null || one.format === format), [all, format]);
  const counts = useMemo(() => countByHealth(ofFormat), [ofFormat]);
  const ids = useMemo(
    () =>
      ofFormat
        .filter((instance) => health === null || instance.health === health)
        .sort(compareInstancesBy(sort))
        .map((instance) => instance.id),
    [ofFormat, health, sort],
  );
  const hold = useHold();
  const order = useHeldOrder(ids, `${health} ${format} ${sort}`, hold.isHeld);
  const selection = useSelection(instances, order.keys);
  const isMixed = Object.values(counts).filter((count) => count > 0).length > 1;

  return (
    <>
      {!isGone && <SharedSentence instances={all} />}
      {(isMixed || health !== null || formats.length > 1 || order.isBehind) && (
        <div className="toolbar tight">
          <HealthCounts
            counts={counts}
            chosen={health ?? undefined}
            onChoose={(chosen) => url.set({ health: chosen })}
            what="Instances by health"
          />
          {formats.length > 1 && (
            <FilterChip
              label="Format"
              value={format}
              options={formats.map((name) => ({ value: name, label: titleOf(name, registry) }))}
              onChange={(chosen) => url.set({ format: chosen })}
            />
          )}
          <span className="push" />
          {order.isBehind && <OrderHint onApply={order.catchUp} />}
        </div>
      )}
      {order.keys.length > 0 ? (
        <InstanceTable
          registry={registry}
          instances={instances}
          ids={order.keys}
          sort={sort}
          onSort={(chosen) => url.set({ sort: chosen === 'worst' ? null : chosen })}
          hold={hold}
          scroller={scroller}
          selection={selection}
          bars={bars}
          range={range}
        />
      ) : (
        <EmptyState icon="filter" title={`No instance is ${health}`}>
          <button type="button" className="btn" onClick={() => url.set({ health: null, format: null })}>
            Show all
          </button>
        </EmptyState>
      )}
      <SelectionBar registry={registry} selection={selection} shown={order.keys} />
    </>
  );
}

function countByHealth(instances: readonly Instance[]): Record<Health, number> {
  const counts = { critical: 0, warning: 0, unknown: 0, passing: 0 };
  for (const instance of instances) counts[instance.health] += 1;
  return counts;
}
