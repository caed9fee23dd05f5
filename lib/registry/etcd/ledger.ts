import { isUtf8 } from 'node:buffer';
import type { Consumer } from '../../domain/consumer';
import type { FormatTally } from '../../domain/fact-sheet';
import type { ObservedInstance } from '../../domain/instance';
import type { Rejection } from '../port';
import type { Decode, Decoded } from './formats/decoder';
import { type GroupInstance, Groups } from './groups';
import { createIntern } from './intern';
import { textOfBytes } from './key-text';
import type { Leases } from './leases';
import { groupInstanceId, keyInstanceId, observedInstance } from './observed-instance';
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
  tally(): readonly FormatTally[];
  consumers(service: string): readonly Consumer[];
  clear(): void;
}

interface KeyRecord {
  readonly lease: string | null;
  readonly as: Kept;
}

/** What is kept of {@link Decoded}: not the facts, which are the catalog's. */
export type Kept =
  | { readonly kind: 'instance' | 'belonging' | 'rejected'; readonly format: string | undefined }
  | Extract<Decoded, { kind: 'piece' | 'rule' }>;

export function createLedger(registry: string, leases: Leases, decode: Decode): Ledger {
  const keys = new Map<string, KeyRecord>();
  const groups = new Groups();
  const kinds = new Map<string, Kept>();
  let intern = createIntern();

  const kept = (decoded: Exclude<Decoded, { kind: 'ignored' }>): Kept => {
    if (decoded.kind === 'piece' || decoded.kind === 'rule') return decoded;
    const format = decoded.kind === 'rejected' ? decoded.rejection.nearestFormat : decoded.format;
    // One for all keys of a kind: there may be a hundred thousand.
    const name = `${decoded.kind} ${format}`;
    const known = kinds.get(name) ?? { kind: decoded.kind, format };
    kinds.set(name, known);
    return known;
  };

  const noteLease = (before: string | null, lease: string | null) => {
    if (before === lease) return;
    if (lease !== null) leases.hold(lease);
    if (before !== null) leases.release(before);
  };

  const held = (lease: string | null) => (lease === null ? null : { id: lease, time: leases.known(lease) });

  /** Takes back what the key was, unless it goes on being the same. */
  const withdraw = (
    key: string,
    before: KeyRecord | undefined,
    next: Kept | undefined,
    isEscaped: boolean,
  ): Pick<Sighted, 'left' | 'accepted'> => {
    if (!before) return {};
    const deletedLease = next ? undefined : before.lease;
    switch (before.as.kind) {
      case 'instance':
        return next?.kind === 'instance' ? {} : { left: { id: keyInstanceId(registry, key, isEscaped), deletedLease } };
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
      const decoded = decode(key, kv.value);
      if (decoded.kind === 'ignored') return {};
      const lease = kv.lease === '0' ? null : kv.lease;
      const before = keys.get(key);
      const as = kept(decoded);
      noteLease(before?.lease ?? null, lease);
      const isEscaped = !isUtf8(kv.key);
      const withdrawn = withdraw(key, before, as, isEscaped);
      keys.set(key, { lease, as });
      const placed = { key, revision: kv.mod_revision, lease };
      if (decoded.kind === 'piece') groups.put(decoded.piece, placed);
      if (decoded.kind === 'rule') groups.putRule(decoded.rule, placed);
      if (decoded.kind === 'rejected') return { rejection: decoded.rejection, ...withdrawn };
      if (decoded.kind !== 'instance') return withdrawn;
      const id = keyInstanceId(registry, key, isEscaped);
      const sighting = { id, nativeId: key, format: decoded.format, revision: kv.mod_revision, lease: held(lease) };
      return { instance: observedInstance(decoded.facts, sighting, intern), ...withdrawn };
    },
    leaseOf: (key) => keys.get(textOfBytes(key))?.lease ?? null,
    remove(bytes) {
      const key = textOfBytes(bytes);
      const before = keys.get(key);
      noteLease(before?.lease ?? null, null);
      keys.delete(key);
      return withdraw(key, before, undefined, !isUtf8(bytes));
    },
    settle() {
      const { instances, losses } = groups.settle();
      const sight = (instance: GroupInstance) =>
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
        upserted: instances.map(sight),
        left: losses.map((loss) => ({ id: groupInstanceId(registry, loss), deletedLease: loss.deletedLease })),
      };
    },
    tally: () =>
      tallyKeys(
        [...keys].map(([key, { as }]) => ({ key, as })),
        (piece) => groups.hasInstance(piece),
      ),
    consumers: (service) => groups.consumers(service),
    clear() {
      keys.clear();
      groups.clear();
      leases.clear();
      intern = createIntern();
    },
  };
}

function isSamePiece(before: Extract<Kept, { kind: 'piece' }>, next: Kept | undefined): boolean {
  return (
    next?.kind === 'piece' && next.piece.assembly === before.piece.assembly && next.piece.group === before.piece.group
  );
}
