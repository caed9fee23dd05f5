'use client';

import { type ReactNode, useSyncExternalStore } from 'react';
import type { Instance } from '@/lib/domain/instance';
import { formatAge } from '../ui/age';
import { subscribeToTicks } from '../ui/ticker';
import { leaseLeft } from './lease-left';
import type { LeaseReading } from './use-leases';

interface LeaseBarProps {
  readonly lease: NonNullable<Instance['lease']>;
  /** Absent until the registry has been asked. */
  readonly reading: LeaseReading | undefined;
}

const WIDTH = 34;

/** The countdown of a lease; amber when little is left. */
export function LeaseBar({ lease, reading }: LeaseBarProps): ReactNode {
  const second = () => Math.floor(Date.now() / 1000);
  const now = useSyncExternalStore(subscribeToTicks, second, second);
  const left = reading && leaseLeft(reading, now * 1000);
  if (!left) {
    return (
      <span className="faint" title="What is left of the lease is not known">
        {lease.ttlSeconds === null ? '–' : formatAge(lease.ttlSeconds * 1000)}
      </span>
    );
  }
  return (
    <span
      className={left.isLow ? 'lease low' : 'lease'}
      title={lease.ttlSeconds === null ? '' : `of ${lease.ttlSeconds} s`}
    >
      {left.share !== null && (
        <svg width={WIDTH} height="4" aria-hidden="true">
          <rect className="track" width={WIDTH} height="4" rx="2" />
          <rect className="left" width={Math.max(2, left.share * WIDTH)} height="4" rx="2" />
        </svg>
      )}
      {formatAge(left.seconds * 1000)}
    </span>
  );
}
