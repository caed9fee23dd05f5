import type { Removal } from '../../domain/catalog';
import type { RemovalCause } from '../../domain/change';
import type { Clock } from '../../domain/clock';
import type { ObservedInstance } from '../../domain/instance';
import type { RegistryEvent, Rejection } from '../port';
import type { EtcdClient } from './client';
import { leaseStates } from './lease-states';
import type { Leases } from './leases';
import type { Ledger, Left } from './ledger';
import { removalCause } from './removal-cause';
import type { Revision } from './revisions';
import type { SessionStep } from './session';

export type BatchEvent = Extract<RegistryEvent, { kind: 'batch' }>;

export interface BatchContext {
  readonly client: EtcdClient;
  readonly ledger: Ledger;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** How long a removal may wait for what etcd says of its lease. */
const LEASE_WAIT_MS = 1_000;

/**
 * One batch a revision, in order. Where a key with a lease was deleted, etcd is asked about the lease first, once for
 * all revisions given; without such a key nothing is waited for. Revisions up to `gapEnd` happened unobserved.
 */
export async function toBatches(
  context: BatchContext,
  { revisions, gapEnd, heardAtMs }: Extract<SessionStep, { kind: 'revisions' }>,
): Promise<readonly BatchEvent[]> {
  const noticedAt = context.clock.now();
  const deadlines = deadlinesOfDeleted(context, revisions);
  const states = await askLeases(context, [...deadlines.keys()]);
  return revisions.map((revision) => {
    const afterGap = revision.number <= gapEnd;
    const causeOf = (lease: string | null) => {
      const state = lease === null ? 'unknown' : (states.get(lease) ?? 'unknown');
      const deadline = lease === null ? null : (deadlines.get(lease) ?? null);
      return removalCause({ lease, state, deadline, noticedAt, afterGap });
    };
    return {
      ...sightRevision(context.ledger, revision, causeOf),
      afterGap,
      ...(heardAtMs !== undefined && { heardAtMs }),
    };
  });
}

function sightRevision(
  ledger: Ledger,
  revision: Revision,
  causeOf: (lease: string | null) => RemovalCause,
): Omit<BatchEvent, 'afterGap'> {
  const left: Left[] = [];
  const upserted: ObservedInstance[] = [];
  const rejected: Rejection[] = [];
  const accepted: string[] = [];
  for (const { type, kv } of revision.events) {
    const sighted = type === 'Put' ? ledger.put(kv) : ledger.remove(kv.key);
    if (sighted.instance) upserted.push(sighted.instance);
    if (sighted.rejection) rejected.push(sighted.rejection);
    if (sighted.accepted !== undefined) accepted.push(sighted.accepted);
    if (sighted.left) left.push(sighted.left);
  }
  const settled = ledger.settle();
  upserted.push(...settled.upserted);
  // What was put aside, or back, in one transaction is another key of the same instance.
  const present = new Set(upserted.map(({ id }) => id));
  const gone = [...left, ...settled.left].filter(({ id }) => !present.has(id));
  const removed = gone.map(({ id, deletedLease }): Removal => {
    // A key that is still there but no longer reads as an instance was not deleted.
    return { id, cause: deletedLease === undefined ? 'unknown' : causeOf(deletedLease) };
  });
  return {
    kind: 'batch',
    batch: { removed, upserted },
    ...(rejected.length > 0 && { rejected }),
    ...(accepted.length > 0 && { accepted }),
    position: String(revision.number),
  };
}

/** The last known deadlines of the leases whose keys are deleted, taken before the ledger forgets them. */
function deadlinesOfDeleted(context: BatchContext, revisions: readonly Revision[]): Map<string, number | null> {
  const deadlines = new Map<string, number | null>();
  const put = new Map<string, string>();
  for (const { events } of revisions) {
    for (const { type, kv } of events) {
      const key = kv.key.toString('latin1');
      if (type === 'Put') put.set(key, kv.lease);
      else {
        const lease = put.get(key) ?? context.ledger.leaseOf(kv.key) ?? '0';
        if (lease !== '0') deadlines.set(lease, context.leases.known(lease)?.deadline ?? null);
      }
    }
  }
  return deadlines;
}

async function askLeases(
  context: BatchContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, 'alive' | 'gone'>> {
  if (ids.length === 0) return new Map();
  const done = new AbortController();
  const signal = AbortSignal.any([context.signal, done.signal]);
  const stop = () => done.abort();
  context.clock.sleep(LEASE_WAIT_MS, signal).then(stop, () => {});
  return leaseStates(context, ids, signal).finally(stop);
}
