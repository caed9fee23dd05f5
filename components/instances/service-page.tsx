'use client';

import { type ReactNode, useCallback, useMemo, useRef } from 'react';
import type { Change } from '@/lib/domain/change';
import type { Consumer } from '@/lib/domain/consumer';
import type { DepartedInstance } from '@/lib/domain/history';
import type { Instance } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { barsOf } from '../history/bars-of';
import { DepartedList } from '../history/departed-list';
import { HistoryPage } from '../history/history-page';
import { HistoryStrip } from '../history/history-strip';
import { HistoryTrouble } from '../history/history-trouble';
import { PastTrouble } from '../history/past-trouble';
import { ServiceHistoryTab, UPTIME_BARS } from '../history/service-history-tab';
import { useAddressTime } from '../history/use-address-time';
import { useBarWidth } from '../history/use-bar-width';
import { useDeparted } from '../history/use-departed';
import { useServiceHistory } from '../history/use-service-history';
import { StaleBanner } from '../shell/stale-banner';
import { SkeletonRows } from '../ui/skeleton-rows';
import { TabPanel, Tabs } from '../ui/tabs';
import { useUrlState } from '../ui/use-url-state';
import { ChangeList } from './change-list';
import { ConsumerList } from './consumer-list';
import { GoneBanner } from './gone-banner';
import { INSTANCE_BARS } from './instance-table';
import { NoInstances } from './no-instances';
import { ServiceHead } from './service-head';
import { ServiceInstances } from './service-instances';
import { ServiceMetadata } from './service-metadata';
import { type HandedChangeList, useChangeList } from './use-change-list';
import { useShownService } from './use-shown-service';

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
  /** Those that left lately, newest first. */
  readonly departed: readonly DepartedInstance[];
}

const TABS = ['instances', 'history', 'changes', 'metadata'] as const;

/** One service and its instances, live or as they were. */
export function ServicePage({ handed }: { handed: HandedService }): ReactNode {
  const { registry, service } = handed;
  const url = useUrlState();
  const scroller = useRef<HTMLDivElement>(null);
  const time = useAddressTime();
  const { moment, range } = time;
  const shown = useShownService(handed, moment);
  const { instances, isGone } = shown;
  const isOurs = useCallback(
    (change: Change) => change.registry === registry && change.service === service,
    [registry, service],
  );
  const filter = useMemo(() => ({ registry, service }), [registry, service]);
  const changes = useChangeList(handed.changes, isOurs, { filter, moment });
  const departed = useDeparted(handed, moment === null);
  const history = useServiceHistory(filter, time, changes.items[0]?.id ?? '');
  const bars = useMemo(() => barsOf(history.data), [history.data]);
  const barWidth = useBarWidth(scroller, INSTANCE_BARS);
  const uptimeWidth = useBarWidth(scroller, UPTIME_BARS);
  // Of a service that had gone long before nothing but its changes is known.
  const first = moment !== null || instances || departed.length > 0 ? 'instances' : 'changes';
  const tab = url.oneOf('tab', TABS) ?? first;
  const list = useMemo(() => [...(instances?.values() ?? [])], [instances]);

  return (
    <HistoryPage moments={shown.moments}>
      <div className="page" ref={scroller}>
        <ServiceHead registry={registry} service={service} summary={shown.summary} instances={list} moment={moment} />
        <StaleBanner registry={registry} />
        {isGone && (
          <GoneBanner what="service" removal={changes.items.find(isRemoval) ?? null} isShown={instances !== null} />
        )}
        <Tabs
          label="Service"
          current={tab}
          onSelect={(id) => url.set({ tab: id === first ? null : id })}
          tabs={[
            { id: 'instances', label: 'Instances', count: isGone ? 0 : (instances?.size ?? 0) },
            { id: 'history', label: 'History' },
            { id: 'changes', label: 'Changes', count: changes.total },
            { id: 'metadata', label: 'Tags and metadata' },
          ]}
        />
        <TabPanel id={tab}>
          {tab !== 'changes' && <HistoryTrouble problem={history.error?.message ?? null} onRetry={history.refetch} />}
          {(tab === 'instances' || tab === 'history') && (
            <HistoryStrip owner={filter} title={service} time={time} buckets={history.data?.buckets} />
          )}
          {tab === 'instances' && (
            <>
              {shown.isWaiting && (
                <table aria-label="Loading">
                  <SkeletonRows columns={['n-h', 'n-a', 'n-v', 'n-b']} />
                </table>
              )}
              {shown.problem !== null && <PastTrouble problem={shown.problem} onRetry={shown.retry} />}
              {!instances && !shown.isWaiting && shown.problem === null && departed.length === 0 && (
                <NoInstances moment={moment} />
              )}
              {instances && (
                <div className={isGone ? 'dimmed' : undefined}>
                  <ServiceInstances
                    registry={registry}
                    instances={instances}
                    isGone={isGone}
                    url={url}
                    scroller={scroller}
                    bars={bars}
                    range={range}
                  />
                </div>
              )}
              <DepartedList items={departed} bars={bars} range={range} width={barWidth} />
              {instances && moment === null && handed.consumers && (
                <ConsumerList registry={registry} service={service} handed={handed.consumers} />
              )}
            </>
          )}
          {tab === 'history' && (
            <ServiceHistoryTab registry={registry} history={history.data} url={url} time={time} width={uptimeWidth} />
          )}
          {tab === 'changes' && (
            <ChangeList changes={changes} allHref={`/changes?${new URLSearchParams({ registry, service })}`} />
          )}
          {tab === 'metadata' && <ServiceMetadata instances={list} />}
        </TabPanel>
      </div>
    </HistoryPage>
  );
}

function isRemoval(change: Change): boolean {
  return change.kind === 'deregistered';
}
