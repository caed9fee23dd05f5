import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Totals } from '@/lib/view/overview';
import { kindWords } from '../registries/kind-words';
import { LinkWords } from '../registries/link-words';
import type { RegistryHead } from '../registries/use-registries';
import { HealthStatus } from '../ui/status';

interface RegistryTotalsProps {
  readonly registries: readonly RegistryHead[];
  readonly totals: ReadonlyMap<string, Totals>;
}

/** Each registry with its link and how its instances are. */
export function RegistryTotals({ registries, totals }: RegistryTotalsProps): ReactNode {
  return (
    <section className="section" aria-labelledby="overview-registries">
      <header>
        <h2 id="overview-registries">Registries</h2>
        <span className="faint">{registries.length}</span>
        <Link className="link" href="/registries">
          Details
        </Link>
      </header>
      <table className="regs">
        <thead>
          <tr>
            <th className="r-id">Registry</th>
            <th className="r-kind">Kind</th>
            <th className="r-link">Link</th>
            <th className="r-worst">Worst</th>
            <th className="num r-count">Instances</th>
          </tr>
        </thead>
        <tbody>
          {registries.map((registry) => (
            <tr key={registry.id}>
              <td className="r-id clip">
                <Link className="name" href={`/registries#${encodeURIComponent(registry.id)}`} title={registry.id}>
                  {registry.id}
                </Link>
              </td>
              <td className="r-kind dim clip">{kindWords(registry)}</td>
              <td className="r-link">
                <LinkWords link={registry.link} />
              </td>
              <td className="r-worst">
                <Worst totals={totals.get(registry.id)} />
              </td>
              <td className="num dim r-count">{(totals.get(registry.id)?.instances ?? 0).toLocaleString('en')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Worst({ totals }: { totals: Totals | undefined }): ReactNode {
  if (!totals || totals.instances === 0) return <span className="faint">no instances</span>;
  const { critical, warning, unknown } = totals.by;
  if (critical > 0) return <HealthStatus health="critical">{critical.toLocaleString('en')} critical</HealthStatus>;
  if (warning > 0) return <HealthStatus health="warning">{warning.toLocaleString('en')} warning</HealthStatus>;
  if (unknown > 0) return <HealthStatus health="unknown">{unknown.toLocaleString('en')} unknown</HealthStatus>;
  return <HealthStatus health="passing">all passing</HealthStatus>;
}
