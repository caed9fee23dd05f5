import type { Change } from '../domain/change';
import type { Storage } from '../storage/storage';
import { changeOf, type Position } from './journal-row';

/** The change at a position, of whichever registry; null where there is none. @throws StorageError */
export async function readChange(
  { reads }: Pick<Storage, 'reads'>,
  { epoch, seq, item }: Position,
): Promise<Change | null> {
  const row = await reads
    .selectFrom('journal')
    .selectAll()
    // A position is unique by itself, but it is the registry that the key begins with.
    .where('registry', 'in', (build) => build.selectFrom('journal_registries').select('registry'))
    .where('epoch', '=', epoch)
    .where('seq', '=', seq)
    .where('item', '=', item)
    .executeTakeFirst();
  return row ? changeOf(row) : null;
}
