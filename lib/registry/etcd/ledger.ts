import { isUtf8 } from 'node:buffer';
import type { Consumer } from '../../domain/consumer';
import type { FormatTally } from '../../domain/fact-sheet';
import type { ObservedInstance } from '../../domain/instance';
import type { Rejection } from '../port';
import type { Decode } from './formats/decoder';
import type { Facts } from './formats/format';
import { type GroupInstance, Groups } from './groups';
import { createIntern } from './intern';
import { createKeep, isSamePiece, type Kept } from './kept';
import { textOfBytes } from './key-text';
import type { Leases } from './leases';
import { groupInstanceId, keyInstanceId, observedInstance } from './observed-instance';
import { parkedKey } from './operate/park';
import { tallyKeys } from './tally-keys';
import type { KeyValue } from './wire';

/** What a put or a delete came to at once; what several keys make together is told by {@link Ledger.settle}. */
export interface Sighted {
  readonly instance?: ObservedInstance;
  readonly rejection?: Rejection;
  readonly left?: Left;
  /** A key no longer rejected. */
  readonly accepted?: string;
}

/** An id that is an instance no longer. `deletedLease` is that of the deleted key; undefined when no key was deleted. */
export interface Left {
  readonly id: string;
  readonly deletedLease: string | null | undefined;
}

/** What must be remembered of the keys between two events: what each is, and on which lease it hangs. */
export interface Ledger {
  put(kv: KeyValue): Sighted;
  /** The lease the key hung on, before {@link Ledger.remove}. */
  leaseOf(key: Buffer): string | null;
  remove(key: Buffer): Sighted;
  /** What the keys put and removed since the last time make together. To be asked after every revision and list. */
  settle(): { readonly upserted: readonly ObservedInstance[]; readonly left: readonly Left[] };
  /** The keys that speak of the same as this one, it among them; null while a list is being read. */
  keysOf(key: string): readonly string[] | null;
  tally(): readonly FormatTally[];
  consumers(service: string): readonly Consumer[];
  clear(): void;
}

interface KeyRecord {
  readonly lease: string | null;
  readonly as: Kept;
}

export function createLedger(registry: string, leases: Leases, decode: Decode): Ledger {
  const keys = new Map<string, KeyRecord>();
  const groups = new Groups();
  const keep = createKeep();
  /** What was put aside, under the key it came from. */
  const parked = new Map<string, KeyValue>();
  let intern = createIntern();
  /** Nothing is being read of which the rest is still to come. */
  let isWhole = false;

  const noteLease = (before: string | null, lease: string | null) => {
    if (before === lease) return;
    if (lease !== null) leases.hold(lease);
    if (before !== null) leases.release(before);
  };

  const held = (lease: string | null) => (lease === null ? null : { id: lease, time: leases.known(lease) });

  const isInstance = (key: string | null) => key !== null && keys.get(key)?.as.kind === 'instance';

  /** The instance of a single key; one that was put aside keeps its identity, out of rotation. */
  const sight = (kv: KeyValue, format: string, facts: Facts): ObservedInstance => {
    const key = textOfBytes(kv.key);
    const original = parkedKey(key);
    const id = keyInstanceId(registry, original ?? key, !isUtf8(kv.key));
    const lease = held(leaseIdOf(kv));
    const sighting = { id, nativeId: key, format, revision: kv.mod_revision, lease };
    return observedInstance(original === null ? facts : { ...facts, rotation: 'out' }, sighting, intern);
  };

  /** What stays of an instance whose key went: the copy put aside, or nothing. */
  const leave = (key: string, isEscaped: boolean, deletedLease: Left['deletedLease']): Sighted => {
    const copy = parked.get(key);
    const decoded = copy && decode(key, copy.value);
    if (decoded?.kind === 'instance') return { instance: sight(copy as KeyValue, decoded.format, decoded.facts) };
    const original = parkedKey(key);
    if (isInstance(original)) return {};
    return { left: { id: keyInstanceId(registry, original ?? key, isEscaped), deletedLease } };
  };

  /** Takes back what the key was, unless it goes on being the same. */
  const withdraw = (
    key: string,
    before: KeyRecord | undefined,
    next: Kept | undefined,
    isEscaped: boolean,
  ): Sighted => {
    if (!before) return {};
    const deletedLease = next ? undefined : before.lease;
    switch (before.as.kind) {
      case 'instance':
        return next?.kind === 'instance' ? {} : leave(key, isEscaped, deletedLease);
      case 'rejected':
        return next?.kind === 'rejected' ? {} : { accepted: key };
      case 'piece':
        if (!isSamePiece(before.as, next)) groups.remove(before.as.piece, key, deletedLease);
        return {};
      case 'rule':
        groups.removeRule(before.as.rule, key);
        return {};
      case 'belonging':
        return {};
    }
  };

  return {
    put(kv) {
      const key = textOfBytes(kv.key);
      const original = parkedKey(key);
      const decoded = decode(original ?? key, kv.value);
      if (decoded.kind === 'ignored') return {};
      const lease = leaseIdOf(kv);
      const before = keys.get(key);
      const as = keep(decoded);
      noteLease(before?.lease ?? null, lease);
      if (original !== null) parked.set(original, kv);
      const withdrawn = withdraw(key, before, as, !isUtf8(kv.key));
      keys.set(key, { lease, as });
      const placed = { key, revision: kv.mod_revision, lease, parkedFrom: original };
      if (decoded.kind === 'piece') groups.put(decoded.piece, placed);
      if (decoded.kind === 'rule') groups.putRule(decoded.rule, placed);
      if (decoded.kind === 'rejected') return { ...withdrawn, rejection: { ...decoded.rejection, key } };
      // One that came back while its copy is put aside speaks for itself.
      if (decoded.kind !== 'instance' || isInstance(original)) return withdrawn;
      return { ...withdrawn, instance: sight(kv, decoded.format, decoded.facts) };
    },
    leaseOf: (key) => keys.get(textOfBytes(key))?.lease ?? null,
    remove(bytes) {
      const key = textOfBytes(bytes);
      const before = keys.get(key);
      noteLease(before?.lease ?? null, null);
      keys.delete(key);
      const original = parkedKey(key);
      if (original !== null) parked.delete(original);
      return withdraw(key, before, undefined, !isUtf8(bytes));
    },
    settle() {
      isWhole = true;
      const { instances, losses } = groups.settle();
      const sightGroup = (instance: GroupInstance) =>
        observedInstance(
          instance.facts,
          {
            id: groupInstanceId(registry, instance),
            nativeId: instance.key,
            format: instance.format,
            revision: instance.revision,
            lease: held(instance.lease),
          },
          intern,
        );
      return {
        upserted: instances.map(sightGroup),
        left: losses.map((loss) => ({ id: groupInstanceId(registry, loss), deletedLease: loss.deletedLease })),
      };
    },
    keysOf(key) {
      if (!isWhole) return null;
      const as = keys.get(key)?.as;
      return as?.kind === 'piece' ? groups.keysOf(as.piece) : [key];
    },
    tally: () =>
      tallyKeys(
        [...keys].map(([key, { as }]) => ({ key, as })),
        (piece) => groups.hasInstance(piece),
      ),
    consumers: (service) => groups.consumers(service),
    clear() {
      isWhole = false;
      keys.clear();
      parked.clear();
      groups.clear();
      leases.clear();
      intern = createIntern();
    },
  };
}

function leaseIdOf({ lease }: KeyValue): string | null {
  return lease === '0' ? null : lease;
}
