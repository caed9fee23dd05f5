import type { Performed } from '../../operations';
import { performOrder } from './order';
import { parkedName } from './park';
import type { Performing } from './performing';
import type { ClearOrder } from './stored-order';

/** Each on its own: a copy stays while its key is not back, or where it is another one. @throws RegistryError */
export async function performClear(
  { client, signal }: Performing,
  { copies }: Pick<ClearOrder, 'copies'>,
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
