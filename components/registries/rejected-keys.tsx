'use client';

import Link from 'next/link';
import { type ReactNode, useId } from 'react';
import type { RegistrySummary } from '@/lib/domain/registry-summary';
import { trialPath } from '../formats/trial-address';
import { Icon } from '../ui/icon';
import { useUrlState } from '../ui/use-url-state';
import { RejectedList } from './rejected-list';
import { REJECTED_PARAM } from './rejected-param';

interface RejectedKeysProps {
  readonly registry: string;
  readonly kind: RegistrySummary['kind'];
  readonly count: number;
}

/** The keys that no format could decode: listed, not hidden. Whether the list is open stands in the address. */
export function RejectedKeys({ registry, kind, count }: RejectedKeysProps): ReactNode {
  const url = useUrlState();
  const listId = useId();
  const isOpen = url.get(REJECTED_PARAM) === registry;
  if (count === 0) return <p className="none-rejected faint">Everything read could be decoded.</p>;
  return (
    <div className="rejected">
      <button
        type="button"
        className="btn bare small"
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => url.set({ [REJECTED_PARAM]: isOpen ? null : registry })}
      >
        <Icon name={isOpen ? 'down' : 'right'} small />
        {count.toLocaleString('en')} {count === 1 ? 'record' : 'records'} that no format could decode
      </button>
      <div id={listId}>
        {isOpen && (
          <RejectedList
            registry={registry}
            count={count}
            tryKey={
              kind === 'etcd'
                ? (key) => (
                    <Link className="link" href={trialPath(registry, key)} prefetch={false} aria-label={`Try ${key}`}>
                      Try
                    </Link>
                  )
                : undefined
            }
          />
        )}
      </div>
    </div>
  );
}
