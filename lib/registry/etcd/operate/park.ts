import type { KeyValue } from '../wire';
import type { EtcdOrder, OrderCondition, OrderWrite } from './order';

/** Beside the registrations: the bytes of keys that were put aside, each under its own name behind this. */
export const PARKED_PREFIX = '/rollcall/parked/';

/** The key behind the prefix, or null for any other key. */
export function parkedKey(key: string): string | null {
  return key.startsWith(PARKED_PREFIX) ? key.slice(PARKED_PREFIX.length) : null;
}

/**
 * Puts keys aside, and nothing else: each on its own lease, so that a parked instance that dies disappears too. Nothing
 * is done if one of them has changed since it was read.
 */
export function parkOrder(kvs: readonly KeyValue[]): EtcdOrder {
  return {
    when: kvs.map((kv): OrderCondition => ({ key: base64(kv.key), modRevision: kv.mod_revision })),
    writes: kvs.flatMap((kv): OrderWrite[] => [
      { delete: base64(kv.key) },
      { put: base64(parkedName(kv.key)), value: base64(kv.value), lease: kv.lease },
    ]),
  };
}

/** Puts parked keys back, byte for byte, on the lease they hung on; not over one that has come back by itself. */
export function unparkOrder(kvs: readonly KeyValue[]): EtcdOrder {
  return {
    when: kvs.flatMap((kv): OrderCondition[] => [
      { key: base64(kv.key), isAbsent: true },
      { key: base64(parkedName(kv.key)), value: base64(kv.value) },
    ]),
    writes: kvs.flatMap((kv): OrderWrite[] => [
      { delete: base64(parkedName(kv.key)) },
      { put: base64(kv.key), value: base64(kv.value), lease: kv.lease },
    ]),
  };
}

function parkedName(key: Buffer): Buffer {
  return Buffer.concat([Buffer.from(PARKED_PREFIX), key]);
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}
