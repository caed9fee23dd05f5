import type { ReactNode } from 'react';
import type { FormatExample } from '@/lib/domain/fact-sheet';
import { CopyButton } from '../ui/copy-button';

/** A few keys of a format; one that several registries hold is told once. */
export function KeyExamples({ examples }: { examples: readonly FormatExample[] }): ReactNode {
  if (examples.length === 0) return null;
  const byKey = new Map(examples.map((example) => [example.key, example]));
  return (
    <dl className="pairs examples">
      <div>
        <dt>Keys</dt>
        <dd>
          <ul>
            {[...byKey.values()].map(({ key, as }) => (
              <li key={key}>
                <span className="mono" title={key}>
                  {key}
                </span>
                <CopyButton text={key} what="key" shown />
                {as === 'belonging' && <span className="faint">no instance</span>}
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  );
}
