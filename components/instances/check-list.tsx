import type { ReactNode } from 'react';
import type { Check } from '@/lib/domain/instance';
import { MaskedOutput } from '../ui/masked-output';
import { Since } from '../ui/since';
import { HealthStatus } from '../ui/status';

/** Checks with what they said, word for word but for its secrets. */
export function CheckList({ checks }: { checks: readonly Check[] }): ReactNode {
  if (checks.length === 0)
    return <p className="faint">No checks: health comes from the lease or the registry alone.</p>;
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={`${check.observedBy ?? ''} ${check.id}`}>
          <HealthStatus health={check.status} />
          <span className="name" title={check.id}>
            {check.name}
            {check.kind !== '' && !check.name.startsWith(check.kind) && <span className="kind">{check.kind}</span>}
            {check.observedBy === 'rollcall' && <span className="kind">checked by Rollcall</span>}
          </span>
          <span className="dim">
            <Since at={check.since} atLeast={check.sinceAtLeast} />
          </span>
          {check.output === '' ? (
            <span className="output faint">no output</span>
          ) : (
            <MaskedOutput text={check.output} what={`output of ${check.name}`} faint={check.status === 'passing'} />
          )}
        </li>
      ))}
    </ul>
  );
}
