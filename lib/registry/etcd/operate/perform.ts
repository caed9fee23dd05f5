import type { Performed } from '../../operations';
import type { EtcdClient } from '../client';
import type { Format } from '../formats/format';
import { deleteKey, editKey, orderOf } from './key-change';
import { performOrder } from './order';
import { parkedName } from './park';
import { readKeys } from './read-keys';
import { type RebaseOrder, type StoredOrder, transactionsOf } from './stored-order';

export interface PerformContext {
  readonly client: EtcdClient;
  readonly formats: readonly Format[];
  readonly signal: AbortSignal;
}

/** How often a value may be rewritten between reading and writing it. */
const TRIES = 5;

/** Does an order; to do it twice is to do it once. @throws RegistryError */
export async function performStored(context: PerformContext, order: StoredOrder): Promise<Performed> {
  switch (order.kind) {
    case 'change':
      return performChanges(context, order);
    case 'rebase':
      return performRebase(context, order);
    case 'clear':
      return performClear(context, order);
  }
}

/**
 * One transaction after the other where one does not hold them all. Where a later one is refused, the earlier ones are
 * taken back: they were written by this order, now or before a restart.
 */
async function performChanges(
  { client, signal }: PerformContext,
  { sets, isReverse }: Extract<StoredOrder, { kind: 'change' }>,
): Promise<Performed> {
  const done = [];
  for (const { order, inverse } of transactionsOf(sets, isReverse)) {
    const result = await performOrder(client, order, signal);
    if (result.kind === 'conflict') {
      for (const back of done.toReversed()) await performOrder(client, back, signal);
      return result;
    }
    done.push(inverse);
  }
  return { kind: 'done' };
}

async function performRebase(
  { client, formats, signal }: PerformContext,
  { format: name, key, from, to }: RebaseOrder,
): Promise<Performed> {
  const rebase = formats.find((format) => format.name === name)?.edits?.rebase;
  if (!rebase) return { kind: 'conflict', detail: `the format ${name} is no longer known` };
  const [before, after] = [textOf(from), to === null ? null : textOf(to)];
  for (let tried = 0; tried < TRIES; tried += 1) {
    const [kv] = await readKeys(client, [{ key: Buffer.from(key, 'base64') }], signal);
    if (!kv) return after === null ? { kind: 'done' } : { kind: 'conflict', detail: 'its key is gone' };
    const current = kv.value.toString();
    if (after !== null && rebase(current, after, after) !== undefined) return { kind: 'done' };
    const edited = rebase(current, before, after ?? before);
    if (edited === undefined) return { kind: 'conflict', detail: 'somebody else changed its value since' };
    const change = after === null ? deleteKey(kv) : editKey(kv, Buffer.from(edited));
    const result = await performOrder(client, orderOf({ changes: [change], guards: [] }), signal);
    if (result.kind === 'done') return { kind: 'done' };
  }
  return { kind: 'conflict', detail: 'its value is being written faster than it could be edited' };
}

/** Each on its own: a copy stays while its key is not back, or where it is another one. */
async function performClear(
  { client, signal }: PerformContext,
  { copies }: Extract<StoredOrder, { kind: 'clear' }>,
): Promise<Performed> {
  for (const { key, value } of copies) {
    const copy = parkedName(Buffer.from(key, 'base64')).toString('base64');
    const when = [
      { key, isAbsent: false },
      { key: copy, value },
    ];
    await performOrder(client, { when, writes: [{ delete: copy }] }, signal);
  }
  return { kind: 'done' };
}

function textOf(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}
