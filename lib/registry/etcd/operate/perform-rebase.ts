import type { Performed } from '../../operations';
import type { Format } from '../formats/format';
import { deleteKey, editKey, orderOf } from './key-change';
import { performOrder } from './order';
import type { Performing } from './performing';
import { readKeys } from './read-keys';
import { rebased } from './rebased';
import type { RebaseOrder } from './stored-order';

export interface Rebasing extends Performing {
  readonly formats: readonly Format[];
}

/** How often a value may be rewritten between reading and writing it. */
const TRIES = 5;

/** @throws RegistryError */
export async function performRebase(
  { client, formats, signal }: Rebasing,
  { format: name, key, from, to }: RebaseOrder,
): Promise<Performed> {
  const rebase = formats.find((format) => format.name === name)?.edits?.rebase;
  if (!rebase) return { kind: 'conflict', detail: `the format ${name} is no longer known` };
  const [before, after] = [textOf(from), to === null ? null : textOf(to)];
  for (let tried = 0; tried < TRIES; tried += 1) {
    const [kv] = await readKeys(client, [{ key: Buffer.from(key, 'base64') }], signal);
    if (!kv) return after === null ? { kind: 'done' } : { kind: 'conflict', detail: 'its key is gone' };
    const current = kv.value.toString();
    const edited = rebased(rebase, current, { from: before, to: after ?? before });
    if (edited === undefined) {
      const isAlreadySo = after !== null && rebased(rebase, current, { from: after, to: before }) !== undefined;
      return isAlreadySo ? { kind: 'done' } : { kind: 'conflict', detail: 'somebody else changed its value since' };
    }
    const change = after === null ? deleteKey(kv) : editKey(kv, Buffer.from(edited));
    const result = await performOrder(client, orderOf({ changes: [change], guards: [] }), signal);
    if (result.kind === 'done') return { kind: 'done' };
  }
  return { kind: 'conflict', detail: 'its value is being written faster than it could be edited' };
}

function textOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}
