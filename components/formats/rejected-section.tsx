'use client';

import type { ReactNode } from 'react';
import { RejectedList } from '../registries/rejected-list';
import { REJECTED_PARAM, rejectedAnchor } from '../registries/rejected-param';
import { useUrlState } from '../ui/use-url-state';

interface RejectedSectionProps {
  readonly registry: string;
  readonly count: number;
  /** Left out where its keys cannot be tried. */
  readonly onTry?: ((key: string) => void) | undefined;
  readonly withRegistry: boolean;
}

const FIRST = 5;

/** The rejected keys of a registry, the first few until all are asked for. */
export function RejectedSection({ registry, count, onTry, withRegistry }: RejectedSectionProps): ReactNode {
  const url = useUrlState();
  const id = rejectedAnchor(registry);
  const isAll = url.get(REJECTED_PARAM) === registry;
  return (
    <section className="section rejected-of" id={id} aria-labelledby={`title-${id}`}>
      <header>
        <h2 id={`title-${id}`}>Rejected keys{withRegistry && ` of ${registry}`}</h2>
        <span className="faint">
          {count.toLocaleString('en')} <span className="wide">that no format could decode</span>
        </span>
        {count > FIRST && (
          <button
            type="button"
            className="textlike push"
            aria-expanded={isAll}
            onClick={() => url.set({ [REJECTED_PARAM]: isAll ? null : registry })}
          >
            {isAll ? 'Show fewer' : 'Show all'}
          </button>
        )}
      </header>
      <RejectedList
        registry={registry}
        count={count}
        first={isAll ? undefined : FIRST}
        tryKey={
          onTry &&
          ((key) => (
            <button type="button" className="textlike" aria-label={`Try ${key}`} onClick={() => onTry(key)}>
              Try
            </button>
          ))
        }
      />
    </section>
  );
}
