import Link from 'next/link';
import type { ReactNode } from 'react';
import { HEALTHS } from '@/lib/domain/instance';
import type { Totals } from '@/lib/view/overview';
import { kindWords } from '../registries/kind-words';
import { LinkWords } from '../registries/link-words';
import { rejectedAnchor } from '../registries/rejected-param';
import type { RegistryHead } from '../registries/use-registries';
import { counted } from '../ui/counted';
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
        <h2 id="overview-registries">By registry</h2>
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
            <th className="r-worst">Instances</th>
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
            </tr>
          ))}
        </tbody>
      </table>
      <RejectedTotals registries={registries} />
    </section>
  );
}

/** How many keys no format could decode, where there are any. */
function RejectedTotals({ registries }: { registries: readonly RegistryHead[] }): ReactNode {
  return registries.map(
    ({ id, rejected = 0 }) =>
      rejected > 0 && (
        <p key={id} className="rejected-total">
          <Link href={`/registries/formats#${encodeURIComponent(rejectedAnchor(id))}`} prefetch={false}>
            {counted(rejected, 'rejected key')}
            {registries.length > 1 && ` in ${id}`}
          </Link>
        </p>
      ),
  );
}

/** How many of its instances are the worst, so that nobody takes one for all. */
function Worst({ totals }: { totals: Totals | undefined }): ReactNode {
  const health = HEALTHS.find((candidate) => totals && totals.by[candidate] > 0);
  if (!totals || !health) return <span className="faint">none</span>;
  const count = totals.by[health];
  const all = totals.instances.toLocaleString('en');
  const ofAll = count < totals.instances ? `${count.toLocaleString('en')} of ${all}` : count > 1 ? `All ${all}` : '1';
  return (
    <HealthStatus health={health}>
      {ofAll} {health}
    </HealthStatus>
  );
}
