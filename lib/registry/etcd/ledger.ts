import { isUtf8 } from 'node:buffer';
import type { ObservedInstance } from '../../domain/instance';
import type { Rejection } from '../port';
import { decodeKeyValue } from './formats/decode-key-value';
import { createIntern } from './intern';
import { textOfBytes } from './key-text';
import type { Leases } from './leases';
import { keyInstanceId, observedInstance } from './observed-instance';
import type { KeyValue } from './wire';

/** What a put or a delete came to. `left` is an instance's id that is no longer one; `accepted` a key no longer rejected. */
export interface Sighted {
  readonly instance?: ObservedInstance;
  readonly rejection?: Rejection;
  readonly left?: string;
  readonly accepted?: string;
}

/** What must be remembered of the keys between two events: which hang on which lease, and which are rejected. */
export interface Ledger {
  put(kv: KeyValue): Sighted;
  /** The lease the key hung on, before {@link Ledger.remove}. */
  leaseOf(key: Buffer): string | null;
  remove(key: Buffer): Sighted;
  clear(): void;
}

export function createLedger(registry: string, leases: Leases): Ledger {
  const leaseByKey = new Map<string, string>();
  const rejected = new Set<string>();
  let intern = createIntern();

  const noteLease = (key: string, lease: string | null) => {
    const before = leaseByKey.get(key) ?? null;
    if (before === lease) return;
    if (lease !== null) {
      leases.hold(lease);
      leaseByKey.set(key, lease);
    } else leaseByKey.delete(key);
    if (before !== null) leases.release(before);
  };
  const accept = (key: string) => (rejected.delete(key) ? { accepted: key } : {});

  return {
    put(kv) {
      const key = textOfBytes(kv.key);
      const decoded = decodeKeyValue(key, kv.value);
      if (decoded.kind === 'ignored') return {};
      const lease = kv.lease === '0' ? null : kv.lease;
      noteLease(key, lease);
      const id = keyInstanceId(registry, key, !isUtf8(kv.key));
      if (decoded.kind === 'rejected') {
        rejected.add(key);
        return { rejection: decoded.rejection, left: id };
      }
      const held = lease === null ? null : { id: lease, time: leases.known(lease) };
      const sighting = { id, nativeId: key, format: decoded.format, revision: kv.mod_revision, lease: held };
      return { instance: observedInstance(decoded.facts, sighting, intern), ...accept(key) };
    },
    leaseOf: (key) => leaseByKey.get(textOfBytes(key)) ?? null,
    remove(bytes) {
      const key = textOfBytes(bytes);
      noteLease(key, null);
      return { left: keyInstanceId(registry, key, !isUtf8(bytes)), ...accept(key) };
    },
    clear() {
      leaseByKey.clear();
      rejected.clear();
      leases.clear();
      intern = createIntern();
    },
  };
}
