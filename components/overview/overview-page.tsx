'use client';

import Link from 'next/link';
import { type ReactNode, useMemo } from 'react';
import { mergeChanges } from '@/lib/view/merge-changes';
import { latestOutputs } from '@/lib/view/outputs';
import { overviewOf } from '@/lib/view/overview';
import { RangeChoice } from '../charts/range-choice';
import { Hatch } from '../history/hatch';
import { DEFAULT_RANGE, keptRanges, type Range } from '../history/ranges';
import { DemoNotice } from '../registries/demo-notice';
import { useRegistries } from '../registries/use-registries';
import { StaleBanner } from '../shell/stale-banner';
import { useCatalog } from '../shell/use-catalog';
import { counted } from '../ui/counted';
import { EmptyState } from '../ui/empty-state';
import { useUrlState } from '../ui/use-url-state';
import { ChangeRate } from './change-rate';
import type { HandedOverview } from './handed-overview';
import { LatestChanges } from './latest-changes';
import { Ledger } from './ledger';
import { NeedsAttention } from './needs-attention';
import { Noisiest } from './noisiest';
import { NotPassing } from './not-passing';
import { OutOfRotation } from './out-of-rotation';
import { RegistryTotals } from './registry-totals';

const RANGES: readonly Range[] = ['1h', '6h', '24h', '7d'];

/** What is wrong now, what was wrong when, and what has just changed. */
export function OverviewPage({ handed }: { handed: HandedOverview }): ReactNode {
  const services = useCatalog((state) => state.services);
  const live = useCatalog((state) => state.changes);
  // What was before this process began is in the journal alone.
  const changes = useMemo(() => mergeChanges(live, handed.changes), [live, handed]);
  const rotations = useMemo(() => mergeChanges(live, handed.rotations), [live, handed]);
  const overview = useMemo(
    () => (services === null ? handed.overview : overviewOf(services.values())),
    [services, handed],
  );
  const outputs = useMemo(() => new Map([...handed.outputs, ...latestOutputs(changes)]), [handed, changes]);
  const registries = useRegistries(handed.registries);
  const url = useUrlState();
  const ranges = keptRanges(RANGES, handed.keepDays);
  const range = url.oneOf('range', ranges) ?? DEFAULT_RANGE;
  const { totals, byRegistry, attention, out, counts } = overview;
  return (
    <div className="page overview">
      <Hatch />
      <div className="page-head">
        <h1>Overview</h1>
        <span className="sub wide">
          {counted(totals.services, 'service')} in{' '}
          {registries.length === 1 ? '1 registry' : `${registries.length} registries`}
        </span>
        <span className="push" />
        <RangeChoice
          ranges={ranges}
          chosen={range}
          onChoose={(chosen) => url.set({ range: chosen === DEFAULT_RANGE ? null : chosen })}
        />
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
      <NotPassing range={range} />
      <div className="two">
        {totals.instances > 0 && (
          <>
            <NeedsAttention services={attention} count={counts.attention} outputs={outputs} totals={totals} />
            <OutOfRotation services={out} count={counts.out} changes={rotations} />
          </>
        )}
        <ChangeRate range={range} />
        <Noisiest range={range} />
        <LatestChanges changes={changes} />
        <RegistryTotals registries={registries} totals={byRegistry} />
      </div>
    </div>
  );
}
