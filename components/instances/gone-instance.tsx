'use client';

import { type ReactNode, useCallback, useMemo } from 'react';
import type { Change } from '@/lib/domain/change';
import { HistoryPage } from '../history/history-page';
import { InstanceHistorySection } from '../history/instance-history-section';
import { useAddressTime } from '../history/use-address-time';
import { StaleBanner } from '../shell/stale-banner';
import { useRouterRefresh } from '../shell/use-router-refresh';
import { servicePath, servicesPath } from '../ui/paths';
import { Section } from '../ui/section';
import { ChangeList } from './change-list';
import { Crumbs } from './crumbs';
import { GoneBanner } from './gone-banner';
import { type HandedChangeList, useChangeList } from './use-change-list';

/** An instance that is known by its changes only: it had gone before the page was opened. */
export interface HandedGoneInstance {
  readonly registry: string;
  readonly id: string;
  readonly changes: HandedChangeList;
}

/** When and why an instance went away, and what had happened to it. */
export function GoneInstance({ handed }: { handed: HandedGoneInstance }): ReactNode {
  const { registry, id } = handed;
  const isOurs = useCallback(
    (change: Change) => change.registry === registry && change.instance === id,
    [registry, id],
  );
  const { moment } = useAddressTime();
  const filter = useMemo(() => ({ registry, instance: id }), [registry, id]);
  const changes = useChangeList(handed.changes, isOurs, { filter, moment });
  const newest = changes.items[0];
  const service = newest?.service ?? null;
  // It came back while one looked: the server has all of it again.
  useRouterRefresh(moment === null && newest !== undefined && newest.kind !== 'deregistered');

  return (
    <HistoryPage moments={undefined}>
      <div className="page">
        <Crumbs
          crumbs={[
            { label: 'Services', href: '/services' },
            { label: registry, href: servicesPath({ registry }) },
            ...(service === null ? [] : [{ label: service, href: servicePath(registry, service) }]),
          ]}
        />
        <div className="page-head">
          <h1 className="long">{newest?.address ?? id}</h1>
          <span className="st gone">gone</span>
        </div>
        <StaleBanner registry={registry} />
        <GoneBanner
          what="instance"
          removal={changes.items.find((change) => change.kind === 'deregistered') ?? null}
          isShown={false}
        />
        <InstanceHistorySection owner={handed} address={newest?.address ?? id} version={newest?.id ?? ''} />
        <Section title="Changes">
          <ChangeList
            changes={changes}
            allHref={`/changes?${new URLSearchParams({ registry, instance: id })}`}
            withInstance={false}
          />
        </Section>
      </div>
    </HistoryPage>
  );
}
