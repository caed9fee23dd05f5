'use client';

import Link from 'next/link';
import { type ReactNode, useMemo } from 'react';
import type { ServiceSummary } from '@/lib/domain/service';
import { outputKey } from '@/lib/view/outputs';
import type { Totals } from '@/lib/view/overview';
import { serviceKey } from '@/lib/view/service-key';
import { useIsStale } from '../shell/use-is-stale';
import { counted } from '../ui/counted';
import { Icon } from '../ui/icon';
import { MaskedLine } from '../ui/masked-line';
import { servicePath, servicesPath } from '../ui/paths';
import { Roll } from '../ui/roll';
import { Since } from '../ui/since';
import { ServiceHealth } from '../ui/status';
import { useHeldOrder } from '../ui/use-held-order';
import { useHold } from '../ui/use-hold';

interface NeedsAttentionProps {
  /** Worst first. */
  readonly services: readonly ServiceSummary[];
  /** By output key. */
  readonly outputs: ReadonlyMap<string, string>;
  /** How many there are, of which `services` may be the first only. */
  readonly count: number;
  readonly totals: Totals;
}

const LISTED = 8;

/** What is wrong now, worst first. Rows keep their places while somebody points at them. */
export function NeedsAttention({ services, count, outputs, totals }: NeedsAttentionProps): ReactNode {
  const hold = useHold();
  const isStale = useIsStale();
  const keyed = useMemo(() => new Map(services.map((summary) => [keyOf(summary), summary])), [services]);
  const order = useMemo(() => [...keyed.keys()], [keyed]);
  const { keys } = useHeldOrder(order, '', hold.isHeld);
  const rows = keys.slice(0, LISTED).flatMap((key) => keyed.get(key) ?? []);
  const more = count - rows.length;
  return (
    <section className="section" aria-labelledby="needs-attention">
      <header>
        <h2 id="needs-attention">Needs attention</h2>
        {count > 0 && <span className="faint">{count.toLocaleString('en')}</span>}
        <Link className="link" href={servicesPath()}>
          {more > 0 ? `${more.toLocaleString('en')} more in Services` : 'All services'}
        </Link>
      </header>
      {count === 0 ? (
        <AllQuiet totals={totals} />
      ) : (
        <table className="blocks attention" {...hold.handlers}>
          <thead>
            <tr>
              <th className="a-name">Service</th>
              <th className="a-health">Health</th>
              <th className="a-since">Since</th>
              <th className="a-roll">Instances</th>
              <th className="a-why">Output</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((summary) => (
              <AttentionRow
                key={keyOf(summary)}
                summary={summary}
                isStale={isStale(summary.registry)}
                output={outputs.get(outputKey(summary.registry, summary.service, summary.health))}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function keyOf({ registry, service }: ServiceSummary): string {
  return serviceKey(registry, service);
}

interface AttentionRowProps {
  readonly summary: ServiceSummary;
  readonly output: string | undefined;
  readonly isStale: boolean;
}

function AttentionRow({ summary, output, isStale }: AttentionRowProps): ReactNode {
  const { registry, service, since, sinceAtLeast } = summary;
  return (
    <tr className={isStale ? 'stale' : undefined}>
      <td className="a-name clip">
        <Link className="name" href={servicePath(registry, service)} prefetch={false} title={service}>
          {service}
        </Link>
      </td>
      <td className="a-health">
        <ServiceHealth summary={summary} />
      </td>
      <td className="a-since dim">
        <Since at={since} atLeast={sinceAtLeast} />
      </td>
      <td className="a-roll">
        <Roll summary={summary} />
      </td>
      <td className="a-why clip">{output !== undefined && <MaskedLine text={output} />}</td>
    </tr>
  );
}

function AllQuiet({ totals: { instances, out } }: { totals: Totals }): ReactNode {
  return (
    <p className="quiet">
      <span className="st passing">
        <Icon name="passing" />
      </span>
      <span>
        <b>Everything in rotation passes:</b> {counted(instances - out, 'instance')}
        {out > 0 && `, and ${out.toLocaleString('en')} out of rotation`}. What fails next appears here, worst first.
      </span>
    </p>
  );
}
