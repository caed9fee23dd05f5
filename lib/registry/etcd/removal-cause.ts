import type { RemovalCause } from '../../domain/change';

/** What is known of the lease of a key that was deleted. Times in milliseconds since 1970. */
export interface LeaseEvidence {
  /** Null for a key without a lease. */
  readonly lease: string | null;
  /** What etcd says of the lease after the deletion; `unknown` when it could not be asked. */
  readonly state: 'alive' | 'gone' | 'unknown';
  /** The earliest time the lease can have run out, as last known. */
  readonly deadline: number | null;
  /** When the deletion was noticed. */
  readonly noticedAt: number;
  /** Nobody watched when it happened, so a deadline long past says as much as one just past. */
  readonly afterGap: boolean;
}

/** etcd removes a lease within about two seconds of its deadline, unless very many end together. */
const EXPIRY_DELAY_MS = 15_000;

/** Why a key went away, as far as its lease tells. */
export function removalCause(evidence: LeaseEvidence): RemovalCause {
  const { lease, state, deadline, noticedAt, afterGap } = evidence;
  if (lease === null || state === 'alive') return 'deleted';
  if (state === 'unknown' || deadline === null) return 'unknown';
  if (noticedAt < deadline) return 'lease-revoked';
  // Watched, and gone long after its deadline: it was renewed since, and nobody knows until when.
  if (!afterGap && noticedAt - deadline > EXPIRY_DELAY_MS) return 'unknown';
  return 'lease-expired';
}
