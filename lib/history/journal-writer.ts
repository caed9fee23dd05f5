import type { Storage } from '../storage/storage';

/** Another process writes the journal of this registry now. */
export class DeposedError extends Error {
  override readonly name = 'DeposedError';

  constructor(registry: string) {
    super(`another process writes the journal of ${registry}`);
  }
}

/**
 * Makes a process the writer of a registry. Whoever was it before can commit nothing any more: what is read after this
 * is all that it wrote. @param writer new for every turn of writing. @throws StorageError
 */
export async function becomeWriter({ db }: Storage, registry: string, writer: string): Promise<void> {
  const { observed_until } = await db
    .insertInto('journal_registries')
    .values({ registry, writer, bytes: 0, observed_until: 0 })
    .onConflict((conflict) => conflict.column('registry').doUpdateSet({ writer }))
    .returning('observed_until')
    .executeTakeFirstOrThrow();
  if (observed_until > 0) return;
  // A first list of which only pieces were written was never read by anybody.
  await db.deleteFrom('journal_versions').where('registry', '=', registry).execute();
  await db.updateTable('journal_registries').set({ bytes: 0 }).where('registry', '=', registry).execute();
}
