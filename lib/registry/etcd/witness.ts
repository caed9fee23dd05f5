import { RegistryError } from '../../domain/errors';
import type { EtcdClient } from './client';
import type { KeyEvent, KeyValue, RangeResponse } from './wire';

/**
 * One key that was there when last looked, with its revision. A registry that was wiped and filled again beyond the old
 * revision answers with the same cluster and term as before: only its data gives it away.
 */
export interface Witness {
  readonly key: Buffer;
  readonly revision: string;
}

/** Copies the key, which otherwise holds on to the whole answer it came in. */
export function witnessOf({ key, mod_revision }: KeyValue): Witness {
  return { key: Buffer.from(key), revision: mod_revision };
}

/**
 * The witness after the events: the last put that was not deleted again; without one, the witness before unless its key
 * is gone. Events of one key are in the order they happened.
 */
export function witnessAfter(before: Witness | null, events: readonly KeyEvent[]): Witness | null {
  const deleted = new Set<string>();
  for (const { type, kv } of events.toReversed()) {
    const key = kv.key.toString('latin1');
    if (type === 'Delete') deleted.add(key);
    else if (!deleted.has(key)) return witnessOf(kv);
  }
  return before && deleted.has(before.key.toString('latin1')) ? null : before;
}

/** @throws RegistryError `index-reset` when the witness is not what it was at `revision` */
export async function checkWitness(
  { client, signal }: { readonly client: EtcdClient; readonly signal: AbortSignal },
  witness: Witness,
  revision: number,
): Promise<void> {
  const payload = { key: witness.key, revision: String(revision) };
  const { kvs } = await client.request<RangeResponse>({ service: 'KV', method: 'Range', payload }, signal);
  if (kvs[0]?.mod_revision === witness.revision) return;
  throw new RegistryError('index-reset', 'the data was replaced: a known key is not what it was');
}
