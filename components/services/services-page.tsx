'use client';

import { type ReactNode, useMemo, useRef } from 'react';
import type { HealthCounts as Counts, ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { RegisterButton } from '../actions/register-button';
import { useIsKnownFormat } from '../formats/format-names';
import { StaleBanner } from '../shell/stale-banner';
import { useCatalog } from '../shell/use-catalog';
import { OrderHint } from '../ui/order-hint';
import { useHeldOrder } from '../ui/use-held-order';
import { useHold } from '../ui/use-hold';
import { useScrollMemory } from '../ui/use-scroll-memory';
import { useThrottled } from '../ui/use-throttled';
import { useUrlState } from '../ui/use-url-state';
import { HealthCounts } from './health-counts';
import { NoServices } from './no-services';
import { FILTER_NAMES, filtersFrom, isNarrowed } from './service-filters';
import { facetsOf, listOf, type ServiceList } from './service-list';
import { ServicesTable } from './services-table';
import { ServicesToolbar } from './services-toolbar';
import { useServerSearch } from './use-server-search';

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

const SETTLE_MS = 250;

/** All services, live. The address says which of them and in what order. */
export function ServicesPage({ first, registries }: ServicesPageProps): ReactNode {
  const url = useUrlState();
  const filters = useMemo(() => filtersFrom(url.get, registries), [url, registries]);
  const live = useCatalog((state) => state.services);
  const isConnecting = useCatalog((state) => [...state.links.values()].some((link) => link.state === 'connecting'));
  const settled = useThrottled(live, SETTLE_MS);
  const { found, isSearching } = useServerSearch(filters.q, first);
  const list = useMemo(
    () => (settled === null ? firstList(first) : listOf(settled, filters, found)),
    [settled, filters, found, first],
  );
  const options = useMemo(() => facetsOf(settled?.values() ?? first.items), [settled, first]);
  const handed = useMemo(() => byKey(first.items), [first]);
  const hold = useHold();
  const order = useHeldOrder(list.keys, JSON.stringify([filters, found.size, settled === null]), hold.isHeld);
  const scroller = useRef<HTMLDivElement>(null);
  useScrollMemory(scroller);

  const isKnown = useIsKnownFormat();
  const { format } = filters;
  const unknownFormat = format !== undefined && !options.formats.includes(format) && !isKnown(format) ? format : null;
  const services = live ?? handed;
  const isWaiting = services.size === 0 && (live === null ? first.total > 0 : isConnecting);
  const total = settled === null ? first.total : list.keys.length;
  const clear = () => url.set(Object.fromEntries(FILTER_NAMES.map((name) => [name, null])));

  return (
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
        <RegisterButton registry={filters.registry ?? null} />
      </div>
      <StaleBanner registry={filters.registry} />
      <ServicesToolbar filters={filters} options={options} registries={registries} url={url}>
        {order.isBehind && <OrderHint onApply={order.catchUp} />}
        <span className="totals">
          {count(total, 'service')}
          {settled !== null && ` · ${count(list.instances, 'instance')}`}
        </span>
        <span className="sr" role="status">
          {isNarrowed(filters) && !isSearching ? `${count(total, 'service')} found` : ''}
        </span>
      </ServicesToolbar>
      {order.keys.length > 0 || isWaiting ? (
        <ServicesTable
          services={isWaiting ? null : services}
          keys={order.keys}
          sort={filters.sort}
          onSort={(sort) => url.set({ sort: sort === 'worst' ? null : sort })}
          hold={hold}
          scroller={scroller}
        />
      ) : (
        <NoServices
          isNarrowed={isNarrowed(filters)}
          unknownFormat={unknownFormat}
          isSearching={isSearching}
          onClear={clear}
        />
      )}
    </div>
  );
}

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
