import type { Fate } from '../../../domain/fact-sheet';
import type { ObservedInstance } from '../../../domain/instance';
import type { Decode } from '../formats/decoder';
import { textOfBytes } from '../key-text';
import type { KeyValue } from '../wire';
import type { ChangeSet } from './key-change';
import { instancesAmong, keyValuesOf, type Target } from './target';

/** What a wish comes to before it is made a plan. */
export interface Intent {
  /** Empty where it is so already. */
  readonly sets: readonly ChangeSet[];
  readonly means: string;
  readonly fate: Fate;
  readonly warnings: readonly string[];
  /** Keys put aside, to be cleared when they come back. */
  readonly parked: readonly KeyValue[];
}

/** What reads the outcome of changes as the registry itself would. */
export interface Reader {
  readonly registry: string;
  readonly decode: Decode;
}

export const ON_PURPOSE: Fate = { kind: 'sticks', until: 'somebody changes it again' };

export function nothingToDo(means: string): Intent {
  return { sets: [], means, fate: ON_PURPOSE, warnings: [], parked: [] };
}

/** The instance as it would be read once the changes are made; undefined where it would be none. */
export function instanceAfter(
  reader: Reader,
  target: Target,
  sets: readonly ChangeSet[],
): ObservedInstance | undefined {
  const kvs = new Map([...keyValuesOf(target.keys), ...target.rules].map((kv) => [kv.key.toString('base64'), kv]));
  for (const { key, after } of sets.flatMap(({ changes }) => changes)) {
    kvs.delete(key);
    if (after) kvs.set(key, keyValue(key, after));
  }
  return instancesAmong(reader, [...kvs.values()]).get(target.instance.id);
}

/** ", on lease 7", or that it hangs on none, of some keys. */
export function leaseWords(kvs: readonly KeyValue[]): string {
  const leases = new Set(kvs.map(({ lease }) => lease));
  const [lease] = leases;
  if (leases.size > 1) return ', each on the lease of its own';
  return lease === undefined || lease === '0' ? ', on no lease' : `, on its own lease ${lease}`;
}

export function textOf({ value }: KeyValue): string {
  return value.toString();
}

export function keyText({ key }: KeyValue): string {
  return textOfBytes(key);
}

function keyValue(key: string, { value, lease }: { readonly value: string; readonly lease: string }): KeyValue {
  const revisions = { create_revision: '0', mod_revision: '0', version: '1' };
  return { key: Buffer.from(key, 'base64'), value: Buffer.from(value, 'base64'), lease, ...revisions };
}
