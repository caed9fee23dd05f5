import type { KeyValue } from '../wire';
import { type KeyChange, putBack, stateOf } from './key-change';

/** Beside the registrations: the bytes of keys that were put aside, each under its own name behind this. */
export const PARKED_PREFIX = '/rollcall/parked/';

const PREFIX_BYTES = Buffer.from(PARKED_PREFIX);

/** The key behind the prefix, or null for any other key. */
export function parkedKey(key: string): string | null {
  return key.startsWith(PARKED_PREFIX) ? key.slice(PARKED_PREFIX.length) : null;
}

/** Where a key is put aside. */
export function parkedName(key: Buffer): Buffer {
  return Buffer.concat([PREFIX_BYTES, key]);
}

/** The key that was put aside there. */
export function originalName(parked: Buffer): Buffer {
  return parked.subarray(PREFIX_BYTES.length);
}

/**
 * Puts a key aside, on its own lease, so that a parked instance that dies disappears too.
 * @param stale a copy left from before, which this one replaces
 */
export function parkKey(kv: KeyValue, stale?: KeyValue): readonly KeyChange[] {
  const { value, lease } = stateOf(kv);
  return [
    { key: kv.key.toString('base64'), before: stateOf(kv), after: null },
    { key: parkedName(kv.key).toString('base64'), before: stale ? stateOf(stale) : null, after: { value, lease } },
  ];
}

/** Puts a parked key back, byte for byte, on the lease it hangs on; not over one that has come back by itself. */
export function unparkKey(copy: KeyValue): readonly KeyChange[] {
  return [
    { key: copy.key.toString('base64'), before: stateOf(copy), after: null },
    { ...putBack(copy), key: originalName(copy.key).toString('base64') },
  ];
}
