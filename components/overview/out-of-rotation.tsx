'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Change } from '@/lib/domain/change';
import type { ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import { useIsStale } from '../shell/use-is-stale';
import { Icon } from '../ui/icon';
import { servicePath, servicesPath } from '../ui/paths';
import { Since } from '../ui/since';

interface OutOfRotationProps {
  /** Most first. */
  readonly services: readonly ServiceSummary[];
  /** How many there are, of which `services` may be the first only. */
  readonly count: number;
  /** Newest first: who was taken out when, as far as it was observed. */
  readonly changes: readonly Change[];
}

const LISTED = 6;

/** Services with instances that an operator took out. */
export function OutOfRotation({ services, count, changes }: OutOfRotationProps): ReactNode {
  const isStale = useIsStale();
  return (
    <section className="section" aria-labelledby="out-of-rotation">
      <header>
        <h2 id="out-of-rotation">Out of rotation</h2>
        {count > 0 && <span className="faint">{count.toLocaleString('en')}</span>}
        {count > LISTED && (
          <Link className="link" href={servicesPath({ rotation: 'out' })}>
            All
          </Link>
        )}
      </header>
      {count === 0 ? (
        <p className="quiet faint">No instance is out of rotation.</p>
      ) : (
        <table className="out-list">
          <thead>
            <tr>
              <th>Service</th>
              <th className="o-count">Instances</th>
              <th className="o-since num">Last one out</th>
            </tr>
          </thead>
          <tbody>
            {services.slice(0, LISTED).map((summary) => (
              <OutRow
                key={serviceKey(summary.registry, summary.service)}
                summary={summary}
                changes={changes}
                isStale={isStale(summary.registry)}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface OutRowProps {
  readonly summary: ServiceSummary;
  readonly changes: readonly Change[];
  readonly isStale: boolean;
}

function OutRow({ summary, changes, isStale }: OutRowProps): ReactNode {
  const { registry, service, instances } = summary;
  const taken = changes.find(
    (change) =>
      change.kind === 'rotation-changed' &&
      change.to === 'out' &&
      change.service === service &&
      change.registry === registry,
  );
  return (
    <tr className={isStale ? 'stale' : undefined}>
      <td>
        <span className="st out out-name">
          <Icon name="out" small />
          <Link className="name clip" href={servicePath(registry, service)} prefetch={false} title={service}>
            {service}
          </Link>
        </span>
      </td>
      <td className="o-count dim">
        {instances.out} of {instances.total}
      </td>
      <td className="o-since num dim">
        {taken ? (
          <Since at={taken.at} />
        ) : (
          <span className="faint" title="Longer ago than is remembered here">
            earlier
          </span>
        )}
      </td>
    </tr>
  );
}
