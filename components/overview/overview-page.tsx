'use client';

import Link from 'next/link';
import { type ReactNode, useMemo } from 'react';
import { latestOutputs } from '@/lib/view/outputs';
import { overviewOf } from '@/lib/view/overview';
import { DemoNotice } from '../registries/demo-notice';
import { useRegistries } from '../registries/use-registries';
import { StaleBanner } from '../shell/stale-banner';
import { useCatalog } from '../shell/use-catalog';
import { counted } from '../ui/counted';
import { EmptyState } from '../ui/empty-state';
import type { HandedOverview } from './handed-overview';
import { LatestChanges } from './latest-changes';
import { Ledger } from './ledger';
import { NeedsAttention } from './needs-attention';
import { OutOfRotation } from './out-of-rotation';
import { RateOfChange } from './rate-of-change';
import { RegistryTotals } from './registry-totals';
import { useRate } from './use-rate';

/** What is wrong now, and what has just changed. */
export function OverviewPage({ handed }: { handed: HandedOverview }): ReactNode {
  const services = useCatalog((state) => state.services);
  const live = useCatalog((state) => state.changes);
  const changes = services === null ? handed.changes : live;
  const overview = useMemo(
    () => (services === null ? handed.overview : overviewOf(services.values())),
    [services, handed],
  );
  const outputs = useMemo(() => new Map([...handed.outputs, ...latestOutputs(changes)]), [handed, changes]);
  const registries = useRegistries(handed.registries);
  const rate = useRate(handed, changes);
  const { totals, byRegistry, attention, out, counts } = overview;
  return (
    <div className="page overview">
      <div className="page-head">
        <h1>Overview</h1>
        <span className="sub wide">
          {counted(totals.services, 'service')} in{' '}
          {registries.length === 1 ? '1 registry' : `${registries.length} registries`}
        </span>
      </div>
      <DemoNotice registries={registries} />
      <StaleBanner />
      {totals.instances === 0 ? (
        <EmptyState icon="services" title="No service is registered">
          <p>
            Rollcall reads {registries.map(({ id }) => id).join(', ')} and shows what registers there as it happens.{' '}
            <Link className="link" href="/registries">
              See what is read
            </Link>
          </p>
        </EmptyState>
      ) : (
        <Ledger totals={totals} />
      )}
      <RateOfChange {...rate} />
      <div className="two">
        {totals.instances > 0 && (
          <>
            <NeedsAttention services={attention} count={counts.attention} outputs={outputs} totals={totals} />
            <OutOfRotation services={out} count={counts.out} changes={changes} />
          </>
        )}
        <LatestChanges changes={changes} />
        <RegistryTotals registries={registries} totals={byRegistry} />
      </div>
    </div>
  );
}
