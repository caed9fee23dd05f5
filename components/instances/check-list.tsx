import type { ReactNode } from 'react';
import type { Check } from '@/lib/domain/instance';
import { CopyButton } from '../ui/copy-button';
import { maskSecrets } from '../ui/secrets';
import { Since } from '../ui/since';
import { HealthStatus } from '../ui/status';

const LONG = 600;

/** Checks with what they said, word for word. */
export function CheckList({ checks }: { checks: readonly Check[] }): ReactNode {
  if (checks.length === 0)
    return <p className="faint">No checks: health comes from the lease or the registry alone.</p>;
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li key={check.id}>
          <HealthStatus health={check.status} />
          <span className="name" title={check.id}>
            {check.name}
            {check.kind !== '' && !check.name.startsWith(check.kind) && <span className="kind">{check.kind}</span>}
          </span>
          <span className="dim">
            <Since at={check.since} />
          </span>
          <pre
            className={`output${check.output.length > LONG ? ' long' : ''}${check.status === 'passing' ? ' faint' : ''}`}
          >
            {check.output === '' ? <span className="faint">no output</span> : maskSecrets(check.output).text}
          </pre>
          {check.output === '' ? <span /> : <CopyButton text={check.output} what={`output of ${check.name}`} shown />}
        </li>
      ))}
    </ul>
  );
}
