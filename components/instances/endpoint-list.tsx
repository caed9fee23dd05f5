import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button';
import { ExternalLink } from '../ui/external-link';

/** Every endpoint as the framework wrote it. */
export function EndpointList({ endpoints }: { endpoints: readonly string[] }): ReactNode {
  return (
    <ul className="endpoints">
      {[...new Set(endpoints)].map((endpoint) => (
        <li key={endpoint}>
          <span className="mono">
            <ExternalLink value={endpoint} />
          </span>
          <CopyButton text={endpoint} what={`endpoint ${endpoint}`} shown />
        </li>
      ))}
    </ul>
  );
}
