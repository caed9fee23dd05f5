import type { Performed } from '../../operations';
import { type ChangeSet, orderOf, repeatOrderOf, reverseOrderOf } from './key-change';
import { performOrder } from './order';
import { originalName, parkedKey } from './park';
import { performClear } from './perform-clear';
import type { Performing } from './performing';
import { readKeys } from './read-keys';
import { groupsOf, type StoredOrder } from './stored-order';

/**
 * One transaction after the other where one does not hold them all. Where one is refused, what this order wrote, now or
 * before its answer was lost, is taken back. @throws RegistryError
 */
export async function performChanges(
  { client, signal }: Performing,
  { sets, isReverse }: Extract<StoredOrder, { kind: 'change' }>,
): Promise<Performed> {
  const written: ChangeSet[] = [];
  for (const group of groupsOf(sets)) {
    const result = await performOrder(client, isReverse ? reverseOrderOf(group) : orderOf(group), signal);
    if (result.kind === 'conflict') {
      for (const own of written.toReversed()) {
        await performOrder(client, isReverse ? repeatOrderOf(own) : reverseOrderOf(own), signal);
      }
      if (!isReverse) await takeBackEarlier({ client, signal }, sets);
      return result;
    }
    if (result.isNew) written.push(group);
  }
  return { kind: 'done' };
}

/**
 * What an earlier try wrote, each on its own. Nobody else puts the same bytes on the same lease; a key that is merely
 * gone may have been deleted by its program, and stays so. Of what came back the copy goes.
 */
async function takeBackEarlier({ client, signal }: Performing, sets: readonly ChangeSet[]): Promise<void> {
  const puts = sets.flatMap(({ changes }) => changes.filter(({ after }) => after !== null));
  const ranges = puts.map(({ key }) => ({ key: Buffer.from(key, 'base64') }));
  const found = new Map((await readKeys(client, ranges, signal)).map((kv) => [kv.key.toString('base64'), kv]));
  const standing = sets.filter(({ changes }) => {
    const own = changes.filter(({ after }) => after !== null);
    return (
      own.length > 0 &&
      own.every(({ key, after }) => {
        const kv = found.get(key);
        return kv?.value.toString('base64') === after?.value && kv?.lease === after?.lease;
      })
    );
  });
  for (const set of standing.toReversed()) await performOrder(client, reverseOrderOf(set), signal);
  const copies = puts.flatMap(({ key, after }) => {
    const name = Buffer.from(key, 'base64');
    if (!after || !found.has(key) || parkedKey(name.toString()) === null) return [];
    return { key: originalName(name).toString('base64'), value: after.value };
  });
  await performClear({ client, signal }, { copies });
}
