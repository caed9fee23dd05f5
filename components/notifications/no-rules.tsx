import type { ReactNode } from 'react';
import { CopyButton } from '../ui/copy-button';
import { EmptyState } from '../ui/empty-state';
import { RULES_EXAMPLE } from './rules-example';

/** What the page says before anybody has written a rule. */
export function NoRules(): ReactNode {
  return (
    <div className="no-rules">
      <EmptyState icon="bell" title="No rules yet">
        <p>
          A rule says which services are watched, in which state, for how long and how many of how many; a target is who
          is told. Write them into rollcall.config.yaml and start Rollcall again.
        </p>
      </EmptyState>
      <div className="full-output">
        <pre className="code">{RULES_EXAMPLE}</pre>
        <CopyButton text={RULES_EXAMPLE} what="example" shown />
      </div>
    </div>
  );
}
