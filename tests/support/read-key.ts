import type { FormatTally } from '@/lib/domain/fact-sheet';
import type { ObservedInstance } from '@/lib/domain/instance';
import { createDecode, type Decode } from '@/lib/registry/etcd/formats/decoder';
import type { Leases } from '@/lib/registry/etcd/leases';
import { createLedger } from '@/lib/registry/etcd/ledger';
import type { Rejection } from '@/lib/registry/port';

export interface KeyToRead {
  readonly key: string | Buffer;
  readonly value: string | Buffer | object;
  /** An id; without it the key hangs on none. */
  readonly lease?: string;
}

export interface ReadKeys {
  readonly instances: readonly ObservedInstance[];
  readonly rejected: readonly Rejection[];
  readonly tally: readonly FormatTally[];
}

const noLeases = { known: () => undefined, hold() {}, release() {}, clear() {} } as unknown as Leases;

/** A ledger that asks nobody about leases. */
export function quietLedger(decode: Decode = createDecode()) {
  return createLedger('etcd', noLeases, decode);
}

/** A record as etcd sends it; `at` is its revision. */
export function keyValue({ key, value, lease = '0' }: KeyToRead, at = 1) {
  const text = typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value);
  const revisions = { create_revision: String(at), mod_revision: String(at), version: '1' };
  return { key: Buffer.from(key as string), value: Buffer.from(text as string), lease, ...revisions };
}

/** What a registry with exactly these keys shows, through the same ledger as the live one. */
export function readKeys(entries: readonly KeyToRead[], decode?: Decode): ReadKeys {
  const ledger = quietLedger(decode);
  const seen = entries.map((entry, index) => ledger.put(keyValue(entry, index + 1)));
  const single = seen.flatMap(({ instance }) => (instance ? [instance] : []));
  return {
    instances: [...single, ...ledger.settle().upserted],
    rejected: seen.flatMap(({ rejection }) => (rejection ? [rejection] : [])),
    tally: ledger.tally(),
  };
}

/** The one instance of a key, or why it is none. */
export function readKey(key: string, value: KeyToRead['value']): ObservedInstance | Rejection | { tally: unknown } {
  const { instances, rejected, tally } = readKeys([{ key, value }]);
  return instances[0] ?? rejected[0] ?? { tally };
}
