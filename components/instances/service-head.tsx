import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { MomentPicker } from '../history/moment-picker';
import { RangePicker } from '../history/range-picker';
import { CopyButton } from '../ui/copy-button';
import { ServiceFlapping } from '../ui/flapping-mark';
import { healthWords } from '../ui/health-words';
import { Icon } from '../ui/icon';
import { servicesPath, simulatorPath } from '../ui/paths';
import { Since } from '../ui/since';
import { HealthStatus, RotationStatus } from '../ui/status';
import { Crumbs } from './crumbs';
import { ServiceFacts } from './service-facts';

interface ServiceHeadProps {
  readonly registry: string;
  readonly service: string;
  /** Null when the service has gone. */
  readonly summary: ServiceSummary | null;
  readonly instances: readonly Instance[];
  /** The moment that is shown; null for now. */
  readonly moment: string | null;
}

/** Where one is, how the service is and since when, and what runs. */
export function ServiceHead({ registry, service, summary, instances, moment }: ServiceHeadProps): ReactNode {
  return (
    <>
      <Crumbs
        crumbs={[
          { label: 'Services', href: '/services' },
          { label: registry, href: servicesPath({ registry }) },
        ]}
      />
      <div className="page-head">
        <h1 className="long">{service}</h1>
        <CopyButton text={service} what="service name" shown />
        {summary ? (
          <>
            <HealthStatus health={summary.health}>
              <b>{healthWords(summary)}</b>{' '}
              <span className="of">
                for <Since at={summary.since} atLeast={summary.sinceAtLeast} />
              </span>
            </HealthStatus>
            <ServiceFlapping summary={summary} />
            {summary.instances.out > 0 && <RotationStatus rotation="out">{summary.instances.out} out</RotationStatus>}
          </>
        ) : (
          moment === null && <span className="st gone">gone</span>
        )}
        <span className="push" />
        {summary && moment === null && (
          <Link
            className="btn bare simulate"
            href={simulatorPath(registry, service)}
            prefetch={false}
            title="Compare balancing policies on these instances"
          >
            <Icon name="simulator" small />
            Simulate
          </Link>
        )}
        <RangePicker />
        <MomentPicker />
      </div>
      <ServiceFacts registry={registry} instances={instances} />
    </>
  );
}
