'use client';

import { type ReactNode, useMemo, useRef } from 'react';
import type { HealthCounts as Counts, ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { RegisterButton } from '../actions/register-button';
import { useIsKnownFormat } from '../formats/format-names';
import { HistoryPage } from '../history/history-page';
import { MomentPicker } from '../history/moment-picker';
import { PastTrouble } from '../history/past-trouble';
import { RangePicker } from '../history/range-picker';
import { useAddressTime } from '../history/use-address-time';
import { StaleBanner } from '../shell/stale-banner';
import { useCatalog } from '../shell/use-catalog';
import { OrderHint } from '../ui/order-hint';
import { useHeldOrder } from '../ui/use-held-order';
import { useHold } from '../ui/use-hold';
import { useScrollMemory } from '../ui/use-scroll-memory';
import { useUrlState } from '../ui/use-url-state';
import { HealthCounts } from './health-counts';
import { NoServices } from './no-services';
import { FILTER_NAMES, filtersFrom, isNarrowed } from './service-filters';
import { facetsOf, listOf, type ServiceList } from './service-list';
import { ServicesTable } from './services-table';
import { ServicesToolbar } from './services-toolbar';
import { useServerSearch } from './use-server-search';
import { useShownServices } from './use-shown-services';

/** The first rows as the server filtered and sorted them. */
export interface FirstServices {
  readonly items: readonly ServiceSummary[];
  readonly total: number;
  readonly healths: Counts;
  /** The text that was searched for. */
  readonly q: string | undefined;
}

interface ServicesPageProps {
  readonly first: FirstServices;
  /** Ids, in the order of configuration. */
  readonly registries: readonly string[];
}

/** All services, live or as they were. The address says which of them, in what order, and of what time. */
export function ServicesPage({ first, registries }: ServicesPageProps): ReactNode {
  const url = useUrlState();
  const filters = useMemo(() => filtersFrom(url.get, registries), [url, registries]);
  const { moment, range } = useAddressTime();
  const time = useMemo(() => ({ moment, range }), [moment, range]);
  const shown = useShownServices(moment);
  const { settled } = shown;
  const isConnecting = useCatalog((state) => [...state.links.values()].some((link) => link.state === 'connecting'));
  const { found, isSearching } = useServerSearch(filters.q, first, moment);
  const list = useMemo(
    () => (settled !== null ? listOf(settled, filters, found) : moment === null ? firstList(first) : NOTHING),
    [settled, filters, found, first, moment],
  );
  const options = useMemo(() => facetsOf(settled?.values() ?? first.items), [settled, first]);
  const handed = useMemo(() => byKey(first.items), [first]);
  const hold = useHold();
  const order = useHeldOrder(list.keys, JSON.stringify([filters, found.size, settled === null, moment]), hold.isHeld);
  const scroller = useRef<HTMLDivElement>(null);
  useScrollMemory(scroller);

  const isKnown = useIsKnownFormat();
  const { format } = filters;
  const unknownFormat = format !== undefined && !options.formats.includes(format) && !isKnown(format) ? format : null;
  const services = shown.services ?? (moment === null ? handed : null);
  const isWaiting =
    services === null || (services.size === 0 && moment === null && (shown.services ? isConnecting : first.total > 0));
  const total = settled === null && moment === null ? first.total : list.keys.length;
  const clear = () => url.set(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])));

  return (
    <HistoryPage moments={shown.moments}>
      <div className="page" ref={scroller} onScroll={hold.onScroll}>
        <div className="page-head">
          <h1>Services</h1>
          <HealthCounts
            counts={list.healths}
            chosen={filters.health}
            onChoose={(health) => url.set({ health })}
            what="Services by health"
          />
          <span className="push" />
          <RangePicker />
          <MomentPicker />
          <RegisterButton registry={filters.registry ?? null} />
        </div>
        <StaleBanner registry={filters.registry} />
        <ServicesToolbar filters={filters} options={options} registries={registries} url={url}>
          {order.isBehind && <OrderHint onApply={order.catchUp} />}
          <span className="totals">
            {count(total, 'service')}
            {(settled !== null || moment !== null) && ` · ${count(list.instances, 'instance')}`}
          </span>
          <span className="sr" role="status">
            {isNarrowed(filters) && !isSearching ? `${count(total, 'service')} found` : ''}
          </span>
        </ServicesToolbar>
        {shown.problem !== null ? (
          <PastTrouble problem={shown.problem} onRetry={shown.retry} />
        ) : order.keys.length > 0 || isWaiting ? (
          <ServicesTable
            services={isWaiting ? null : services}
            keys={order.keys}
            sort={filters.sort}
            onSort={(sort) => url.set({ sort: sort === 'worst' ? null : sort })}
            hold={hold}
            scroller={scroller}
            time={time}
          />
        ) : (
          <NoServices
            isNarrowed={isNarrowed(filters)}
            unknownFormat={unknownFormat}
            isSearching={isSearching}
            moments={moment === null ? undefined : shown.moments}
            onClear={clear}
          />
        )}
      </div>
    </HistoryPage>
  );
}

const NOTHING: ServiceList = { keys: [], instances: 0, healths: { critical: 0, warning: 0, unknown: 0, passing: 0 } };

function firstList({ items, healths }: FirstServices): ServiceList {
  return {
    keys: items.map(({ registry, service }) => serviceKey(registry, service)),
    instances: items.reduce((sum, { instances }) => sum + instances.total, 0),
    healths,
  };
}

function byKey(items: readonly ServiceSummary[]): ReadonlyMap<string, ServiceSummary> {
  return new Map(items.map((item) => [serviceKey(item.registry, item.service), item]));
}

function count(total: number, noun: string): string {
  return `${total.toLocaleString('en')} ${noun}${total === 1 ? '' : 's'}`;
}
