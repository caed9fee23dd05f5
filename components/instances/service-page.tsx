'use client';

import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import type { Change } from '@/lib/domain/change';
import type { Consumer } from '@/lib/domain/consumer';
import type { Instance } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { StaleBanner } from '../shell/stale-banner';
import { useCatalog, useInstances } from '../shell/use-catalog';
import { EmptyState } from '../ui/empty-state';
import { TabPanel, Tabs } from '../ui/tabs';
import { useUrlState } from '../ui/use-url-state';
import { ChangeList } from './change-list';
import { ConsumerList } from './consumer-list';
import { GoneBanner } from './gone-banner';
import { ServiceHead } from './service-head';
import { ServiceInstances } from './service-instances';
import { ServiceMetadata } from './service-metadata';
import { type HandedChangeList, useChangeList } from './use-change-list';
import { useLastPresent } from './use-last-present';

/** A service as the server knew it at `cursor`; without a summary when it had gone by then. */
export interface HandedService {
  readonly registry: string;
  readonly service: string;
  readonly summary: ServiceSummary | null;
  readonly items: readonly Instance[];
  /** Null where the registry knows none. */
  readonly consumers: readonly Consumer[] | null;
  readonly cursor: string;
  readonly changes: HandedChangeList;
}

const TABS = ['instances', 'changes', 'metadata'] as const;

/** One service and its instances, live. */
export function ServicePage({ handed }: { handed: HandedService }): ReactNode {
  const { registry, service } = handed;
  const url = useUrlState();
  const scroller = useRef<HTMLDivElement>(null);

  const services = useCatalog((state) => state.services);
  const live = useInstances(handed);
  const given = useMemo(() => new Map(handed.items.map((instance) => [instance.id, instance])), [handed]);
  const present = live ?? given;
  const instances = useLastPresent(present.size > 0 ? present : null);
  const summary = useLastPresent(services ? (services.get(serviceKey(registry, service)) ?? null) : handed.summary);
  const isOurs = useCallback(
    (change: Change) => change.registry === registry && change.service === service,
    [registry, service],
  );
  const changes = useChangeList(handed.changes, isOurs);
  const isGone = present.size === 0;
  // Of a service that had gone before nothing but its changes is known.
  const first = instances.value ? 'instances' : 'changes';
  const tab = url.oneOf('tab', TABS) ?? first;
  const list = useMemo(() => [...(instances.value?.values() ?? [])], [instances.value]);

  return (
    <div className="page" ref={scroller}>
      <ServiceHead registry={registry} service={service} summary={isGone ? null : summary.value} instances={list} />
      <StaleBanner registry={registry} />
      {isGone && (
        <GoneBanner what="service" removal={changes.items.find(isRemoval) ?? null} isShown={instances.value !== null} />
      )}
      <Tabs
        label="Service"
        current={tab}
        onSelect={(id) => url.set({ tab: id === first ? null : id })}
        tabs={[
          { id: 'instances', label: 'Instances', count: present.size },
          { id: 'changes', label: 'Changes', count: changes.total },
          { id: 'metadata', label: 'Tags and metadata' },
        ]}
      />
      <TabPanel id={tab}>
        {tab === 'instances' && !instances.value && (
          <EmptyState icon="services" title="No instances">
            <p>This service had gone before the page was opened; only its changes are known.</p>
          </EmptyState>
        )}
        {tab === 'instances' && instances.value && (
          <div className={isGone ? 'dimmed' : undefined}>
            <ServiceInstances
              registry={registry}
              instances={instances.value}
              isGone={isGone}
              url={url}
              scroller={scroller}
            />
            {handed.consumers && <ConsumerList registry={registry} service={service} handed={handed.consumers} />}
          </div>
        )}
        {tab === 'changes' && (
          <ChangeList changes={changes} allHref={`/changes?${new URLSearchParams({ registry, service })}`} />
        )}
        {tab === 'metadata' && <ServiceMetadata instances={list} />}
      </TabPanel>
    </div>
  );
}

function isRemoval(change: Change): boolean {
  return change.kind === 'deregistered';
}
