import type { ReactNode } from 'react';
import type { Instance } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';
import { CopyButton } from '../ui/copy-button';
import { healthWords } from '../ui/health-words';
import { servicesPath } from '../ui/paths';
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
}

/** Where one is, how the service is and since when, and what runs. */
export function ServiceHead({ registry, service, summary, instances }: ServiceHeadProps): ReactNode {
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
            {summary.instances.out > 0 && <RotationStatus rotation="out">{summary.instances.out} out</RotationStatus>}
          </>
        ) : (
          <span className="st gone">gone</span>
        )}
      </div>
      <ServiceFacts registry={registry} instances={instances} />
    </>
  );
}
