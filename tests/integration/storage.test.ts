import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStorage } from '@/lib/storage/storage';

async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'rollcall-storage-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

const ACTION = { at: 1_767_225_600_123, state: 'planned', revert_at: null, body: '{}' };

describe('the embedded database', () => {
  it('keeps what was written across a close, and is migrated once', async () => {
    await using place = await folder();
    const first = await openStorage({ folder: join(place.path, 'data') });
    await first.db
      .insertInto('actions')
      .values({ id: 'a', ...ACTION })
      .execute();
    await first.close();
    const second = await openStorage({ folder: join(place.path, 'data') });
    expect(await second.db.selectFrom('actions').selectAll().execute()).toEqual([{ id: 'a', ...ACTION }]);
    await second.close();
  });

  it('answers an insert that returns something with its rows, and an update with how many', async () => {
    await using place = await folder();
    const { db, close } = await openStorage({ folder: place.path });
    const inserted = await db
      .insertInto('actions')
      .values({ id: 'a', ...ACTION })
      .returning('id')
      .execute();
    expect(inserted).toEqual([{ id: 'a' }]);
    const updated = await db.updateTable('actions').set({ state: 'sent' }).where('id', '=', 'a').executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(1n);
    await close();
  });

  it('lends its connection to one transaction at a time, and undoes one that fails', async () => {
    await using place = await folder();
    const { db, close } = await openStorage({ folder: place.path });
    const failing = db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('actions')
        .values({ id: 'a', ...ACTION })
        .execute();
      await transaction
        .insertInto('actions')
        .values({ id: 'a', ...ACTION })
        .execute();
    });
    const beside = db
      .insertInto('actions')
      .values({ id: 'b', ...ACTION })
      .execute();
    await expect(failing).rejects.toThrow(/UNIQUE/);
    await beside;
    expect(await db.selectFrom('actions').select('id').execute()).toEqual([{ id: 'b' }]);
    await close();
  });

  it('says what is wrong with its folder', async () => {
    await using place = await folder();
    await writeFile(join(place.path, 'file'), '');
    await expect(openStorage({ folder: join(place.path, 'file', 'data') })).rejects.toThrow(/cannot make .*data/);
  });

  it('says what is wrong with its file', async () => {
    await using place = await folder();
    await writeFile(join(place.path, 'rollcall.db'), 'this is no database, and never was one. '.repeat(50));
    await expect(openStorage({ folder: place.path })).rejects.toThrow(/not a database/);
  });
});
