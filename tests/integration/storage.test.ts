import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { actionWords } from '@/lib/storage/migrations/action-words';
import { openStorage } from '@/lib/storage/storage';
import { folderPlace, openedStorage, testedDatabases } from '../support/storage-places';

const ACTION = { at: 1_767_225_600_123, state: 'planned', revert_at: null, body: '{}' };

describe.each(testedDatabases())('$name', ({ place }) => {
  it('keeps what was written across a close, and is migrated once', async () => {
    await using at = await place();
    const first = await openStorage(at.place);
    await first.db
      .insertInto('actions')
      .values({ id: 'a', ...ACTION })
      .execute();
    await first.close();
    await using second = await openedStorage(at.place);
    expect(await second.db.selectFrom('actions').selectAll().execute()).toMatchObject([{ id: 'a', ...ACTION }]);
  });

  it('makes actions that were kept before there was a search findable', async () => {
    await using at = await place();
    await using first = await openedStorage(at.place);
    const step = { service: 'Orders', address: '10.0.0.1:80', instance: 'a' };
    const body = JSON.stringify({ reason: 'ÄRGER' });
    await first.db
      .insertInto('actions')
      .values({ id: 'a', ...ACTION, actor: 'ada', body })
      .execute();
    await first.db
      .insertInto('action_steps')
      .values({
        ...{ action: 'a', position: 0, registry: 'r', service: 'Orders', instance: 'a' },
        ...{ is_busy: 0, is_standing: 0, body: JSON.stringify(step) },
      })
      .execute();
    // As an older Rollcall left it.
    await sql`alter table actions drop column words`.execute(first.db);
    await actionWords.up(first.db);
    expect(await first.db.selectFrom('actions').select('words').execute()).toEqual([
      { words: 'a\nada\närger\norders\n10.0.0.1:80' },
    ]);
  });

  it('finds nothing for a text that no database keeps, and does not fail at it', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    for (const id of ['\0', '\ud800']) {
      expect(await storage.db.selectFrom('actions').selectAll().where('id', '=', id).execute()).toEqual([]);
    }
  });

  it('answers an insert that returns something with its rows, and an update with how many', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const inserted = await storage.db
      .insertInto('actions')
      .values({ id: 'a', ...ACTION })
      .returning('id')
      .execute();
    expect(inserted).toEqual([{ id: 'a' }]);
    const updated = await storage.db
      .updateTable('actions')
      .set({ state: 'sent' })
      .where('id', '=', 'a')
      .executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(1n);
  });

  it('undoes a transaction that fails, and nothing of what runs beside it', async () => {
    await using at = await place();
    await using storage = await openedStorage(at.place);
    const insert = (db: typeof storage.db, id: string) =>
      db
        .insertInto('actions')
        .values({ id, ...ACTION })
        .execute();
    const failing = storage.db.transaction().execute(async (transaction) => {
      await insert(transaction, 'a');
      await insert(transaction, 'a');
    });
    const beside = insert(storage.db, 'b');
    await expect(failing).rejects.toMatchObject({ name: 'StorageError', message: /unique/i });
    await beside;
    expect(await storage.db.selectFrom('actions').select('id').execute()).toEqual([{ id: 'b' }]);
  });

  it('can be opened by several at the same moment, the first time too', async () => {
    await using at = await place();
    const all = await Promise.all([1, 2, 3].map(() => openStorage(at.place)));
    const [first, second] = all;
    await first?.db
      .insertInto('actions')
      .values({ id: 'a', ...ACTION })
      .execute();
    expect(await second?.db.selectFrom('actions').select('id').execute()).toEqual([{ id: 'a' }]);
    await Promise.all(all.map((storage) => storage.close()));
  });
});

describe('the embedded database', () => {
  it('is readable by its owner alone', async () => {
    await using at = await folderPlace();
    await using _storage = await openedStorage(at.place);
    expect((await stat(join(at.place.folder, 'rollcall.db'))).mode & 0o777).toBe(0o600);
  });

  it('says what is wrong with its folder', async () => {
    await using at = await folderPlace();
    await writeFile(join(at.place.folder, 'file'), '');
    const opening = openStorage({ folder: join(at.place.folder, 'file', 'data') });
    await expect(opening).rejects.toThrow(/^cannot write in .*data: /);
  });

  it('says what is wrong with its file', async () => {
    await using at = await folderPlace();
    await writeFile(join(at.place.folder, 'rollcall.db'), 'this is no database, and never was one. '.repeat(50));
    await expect(openStorage(at.place)).rejects.toThrow(/not a database/);
  });
});
