import { isUtf8 } from 'node:buffer';
import { RegistryError } from '../../../domain/errors';
import type { Instance, ObservedInstance } from '../../../domain/instance';
import type { PlanConflict } from '../../operations';
import type { EtcdClient } from '../client';
import type { Decode } from '../formats/decoder';
import type { Format } from '../formats/format';
import { prefixRange } from '../key-range';
import { bytesOfText, textOfBytes } from '../key-text';
import { createLedger, type Ledger } from '../ledger';
import { keyInstanceId } from '../observed-instance';
import { NO_LEASES } from '../try-value';
import type { KeyValue } from '../wire';
import { PARKED_PREFIX, parkedKey, parkedName } from './park';
import { readKeys } from './read-keys';

export interface TargetContext {
  readonly registry: string;
  readonly client: EtcdClient;
  /** Tells which keys speak of the same. */
  readonly ledger: Ledger;
  readonly decode: Decode;
  readonly formats: readonly Format[];
}

/** One key of an instance: in its place, put aside, or both where it came back. */
export interface TargetKey {
  /** In its place, whether it is there or not. */
  readonly name: string;
  readonly format: Format;
  readonly live: KeyValue | undefined;
  readonly copy: KeyValue | undefined;
}

/** One that is in its place. */
export interface LiveKey extends TargetKey {
  readonly live: KeyValue;
}

/** An instance as it is now, all its keys read at one revision. */
export interface Target {
  readonly instance: ObservedInstance;
  readonly format: Format;
  readonly keys: readonly TargetKey[];
  /** Rules beside it that speak of its address. */
  readonly rules: readonly KeyValue[];
}

/** Reads an instance anew. @throws RegistryError */
export async function readTarget(
  context: TargetContext,
  instance: Instance,
  signal: AbortSignal,
): Promise<Target | PlanConflict> {
  const names = originalNames(context.ledger, instance.nativeId);
  const wanted = names.flatMap((name) => bytesOfText(name));
  const live = wanted.map((key) => ({ key }));
  const copies = wanted.map((key) => ({ key: parkedName(key) }));
  const kvs = await readKeys(context.client, [...live, ...copies], signal).catch((error: unknown) => {
    // An account that may not read what is put aside may still edit.
    if (error instanceof RegistryError && error.code === 'permission-denied') {
      return readKeys(context.client, live, signal);
    }
    throw error;
  });
  const found = new Map(kvs.map((kv) => [kv.key.toString('latin1'), kv]));
  const keys = wanted.flatMap((bytes) => keyOf(context, bytes, found) ?? []);
  const own = keys.length > names.length ? keys.filter((key) => isOwn(context, key, instance)) : keys;
  const rules = await readRules(context.client, own, signal);
  const now = instancesAmong(context, [...keyValuesOf(own), ...rules]).get(instance.id);
  const format = now && context.formats.find(({ name }) => name === now.format);
  if (!now || !format) return { conflict: 'it is no longer there' };
  return { instance: now, format, keys: own, rules };
}

/** What keys make together, by id, as the registry itself would read them. */
export function instancesAmong(
  { registry, decode }: Pick<TargetContext, 'registry' | 'decode'>,
  kvs: readonly KeyValue[],
): ReadonlyMap<string, ObservedInstance> {
  const ledger = createLedger(registry, NO_LEASES, decode);
  const single = kvs.flatMap((kv) => ledger.put(kv).instance ?? []);
  return new Map([...single, ...ledger.settle().upserted].map((instance) => [instance.id, instance]));
}

export function keyValuesOf(keys: readonly TargetKey[]): readonly KeyValue[] {
  // Copies first: what came back speaks for itself.
  return [...keys.flatMap(({ copy }) => copy ?? []), ...keys.flatMap(({ live }) => live ?? [])];
}

export function liveKeys(keys: readonly TargetKey[]): readonly LiveKey[] {
  return keys.flatMap((key) => (key.live ? [{ ...key, live: key.live }] : []));
}

/** The names in their places of all keys of an instance. It may have been put aside, or back, since it was seen. */
function originalNames(ledger: Ledger, nativeId: string): readonly string[] {
  const original = parkedKey(nativeId) ?? nativeId;
  const names = [original, PARKED_PREFIX + original].map((name) => ledger.keysOf(name));
  if (names.includes(null)) throw new RegistryError('unavailable', 'its keys are just being listed; try again');
  return [...new Set(names.flatMap((some) => some ?? []).map((name) => parkedKey(name) ?? name))];
}

function keyOf(
  { decode, formats }: TargetContext,
  bytes: Buffer,
  found: ReadonlyMap<string, KeyValue>,
): TargetKey | undefined {
  const live = found.get(bytes.toString('latin1'));
  const copy = found.get(parkedName(bytes).toString('latin1'));
  const kv = live ?? copy;
  if (!kv) return undefined;
  const name = textOfBytes(bytes);
  const decoded = decode(name, kv.value);
  if (decoded.kind !== 'instance' && decoded.kind !== 'piece') return undefined;
  const format = formats.find((known) => known.name === decoded.format);
  return format && { name, format, live, copy };
}

/** Two keys may be written alike, one of them with bytes that are no text. */
function isOwn({ registry }: TargetContext, { name, live, copy }: TargetKey, { id }: Instance): boolean {
  const bytes = (live ?? copy)?.key;
  return bytes !== undefined && keyInstanceId(registry, name, !isUtf8(bytes)) === id;
}

async function readRules(
  client: EtcdClient,
  keys: readonly TargetKey[],
  signal: AbortSignal,
): Promise<readonly KeyValue[]> {
  const prefixes = keys.flatMap(({ name, format }) => format.rules?.(name)?.prefix ?? []);
  const ranges = [...new Set(prefixes)].map((prefix) => {
    const { start, end } = prefixRange(prefix);
    return { key: start, range_end: end };
  });
  return readKeys(client, ranges, signal);
}
