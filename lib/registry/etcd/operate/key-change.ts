import type { KeyValue } from '../wire';
import type { EtcdOrder, OrderCondition, OrderWrite } from './order';

/** What stands under a key. Keys and values are base64: they may be any bytes. */
export interface KeyState {
  readonly value: string;
  /** `'0'` for none. */
  readonly lease: string;
}

/** What becomes of one key; null where there is none. */
export interface KeyChange {
  readonly key: string;
  readonly before: (KeyState & { readonly modRevision: string }) | null;
  readonly after: KeyState | null;
}

/** Changes that are done together or not at all. */
export interface ChangeSet {
  readonly changes: readonly KeyChange[];
  /** Keys that stay, and must be as they were read. */
  readonly guards: readonly { readonly key: string; readonly modRevision: string }[];
}

export function stateOf({ value, lease, mod_revision }: KeyValue): NonNullable<KeyChange['before']> {
  return { value: value.toString('base64'), lease, modRevision: mod_revision };
}

export function alone(...changes: readonly KeyChange[]): ChangeSet {
  return { changes, guards: [] };
}

/** Another value for a key, on the lease it hangs on. */
export function editKey(kv: KeyValue, value: Buffer): KeyChange {
  const after = { value: value.toString('base64'), lease: kv.lease };
  return { key: kv.key.toString('base64'), before: stateOf(kv), after };
}

export function deleteKey(kv: KeyValue): KeyChange {
  return { key: kv.key.toString('base64'), before: stateOf(kv), after: null };
}

/** A key that is not there, with what stood in `kv`. */
export function putBack({ key, value, lease }: KeyValue): KeyChange {
  return { key: key.toString('base64'), before: null, after: { value: value.toString('base64'), lease } };
}

/** The transaction that does all changes, if every key still is as it was read. */
export function orderOf({ changes, guards }: ChangeSet): EtcdOrder {
  const when = changes.map(({ key, before }): OrderCondition => {
    return before ? { key, modRevision: before.modRevision } : { key, isAbsent: true };
  });
  return { when: [...when, ...guards], writes: changes.map(({ key, after }) => writeOf(key, after)) };
}

/** The transaction that takes them all back, to the byte, if every key still is as it was written. */
export function reverseOrderOf({ changes }: ChangeSet): EtcdOrder {
  return turnOrder(changes.map(({ key, before, after }) => ({ key, from: after, to: before })));
}

/** The transaction that does again what was taken back. */
export function repeatOrderOf({ changes }: ChangeSet): EtcdOrder {
  return turnOrder(changes.map(({ key, before, after }) => ({ key, from: before, to: after })));
}

interface Turn {
  readonly key: string;
  readonly from: KeyState | null;
  readonly to: KeyState | null;
}

function turnOrder(turns: readonly Turn[]): EtcdOrder {
  const when = turns.flatMap(({ key, from }): OrderCondition[] => {
    if (!from) return [{ key, isAbsent: true }];
    return [
      { key, value: from.value },
      { key, lease: from.lease },
    ];
  });
  return { when, writes: turns.map(({ key, to }) => writeOf(key, to)) };
}

function writeOf(key: string, state: KeyState | null): OrderWrite {
  return state ? { put: key, value: state.value, lease: state.lease } : { delete: key };
}
