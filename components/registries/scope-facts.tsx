import type { ReactNode } from 'react';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { Fact } from '../ui/fact';
import { Fold } from '../ui/fold';
import { isOutside } from './outside-scope';

interface ScopeFactsProps {
  readonly kind: RegistrySummary['kind'];
  readonly scopes: RegistrySummary['server']['scopes'];
}

const NOUNS: Record<RegistrySummary['kind'], readonly [one: string, many: string]> = {
  etcd: ['prefix', 'prefixes'],
  consul: ['datacenter', 'datacenters'],
  memory: ['place', 'places'],
};

/** What is read of a registry; what holds nothing is folded away. */
export function ScopeFacts({ kind, scopes }: ScopeFactsProps): ReactNode {
  const [one, many] = NOUNS[kind];
  const full = scopes.filter(({ detail }) => !isEmpty(detail));
  const empty = scopes.filter(({ detail }) => isEmpty(detail));
  return (
    <dl className="facts">
      {full.map((scope, index) => (
        <Fact key={scope.name} term={index === 0 ? 'Reads' : ''}>
          <span className={isOutside(scope) ? undefined : 'mono'}>{scope.name}</span>{' '}
          <span className="faint">{scope.detail}</span>
        </Fact>
      ))}
      {empty.length > 0 && (
        <Fact term={full.length === 0 ? 'Reads' : ''}>
          <Fold summary={`${empty.length} ${empty.length === 1 ? `${one} holds` : `${many} hold`} nothing`}>
            <ul>
              {empty.map(({ name }) => (
                <li key={name} className="mono">
                  {name}
                </li>
              ))}
            </ul>
          </Fold>
        </Fact>
      )}
      {kind === 'etcd' && scopes.length > 1 && (
        <Fact term="">
          <span className="faint">
            <span className="mono">ROLLCALL_ETCD_PREFIXES</span> or the configuration names other prefixes to read.
          </span>
        </Fact>
      )}
      {scopes.length === 0 && (
        <Fact term="Reads">
          <span className="faint">known again when the server answers</span>
        </Fact>
      )}
    </dl>
  );
}

function isEmpty(detail: string): boolean {
  return /^0 /.test(detail);
}
