import type { LeaseReading } from './use-leases';

export interface LeaseLeft {
  readonly seconds: number;
  /** 0 to 1; null where the time to live is not known. */
  readonly share: number | null;
  /** So little that the next renewal is late. */
  readonly isLow: boolean;
}

const LOW_SHARE = 0.25;

/** What is left of a lease now, counted on from when it was read; null where the registry did not say. */
export function leaseLeft({ remainingSeconds, ttlSeconds, readAt }: LeaseReading, now: number): LeaseLeft | null {
  if (remainingSeconds === null) return null;
  const seconds = Math.max(0, Math.round(remainingSeconds - (now - readAt) / 1000));
  const share = ttlSeconds === null || ttlSeconds <= 0 ? null : Math.min(1, seconds / ttlSeconds);
  return { seconds, share, isLow: share !== null && share < LOW_SHARE };
}
