import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { openStorage } from '@/lib/storage/storage';
import { apiClient } from '../support/api-client';
import { ask, POSTGRES_PASSWORD, startPostgres, withoutPostgres } from '../support/postgres-server';
import { startRollcall } from '../support/rollcall-server';
import { seedAudit } from '../support/seeded-audit';
import { openedStorage } from '../support/storage-places';
import { eventually } from '../support/wait';

const ACTION = { at: 1, state: 'planned', revert_at: null, body: '{}' };

describe.skipIf(withoutPostgres)('PostgreSQL', () => {
  it('fails in words while it is away, and is used again as soon as it is back', async () => {
    await using server = await startPostgres();
    await using storage = await openedStorage({ url: await server.database() });
    const actions = () => storage.db.selectFrom('actions').select('id').execute();
    await storage.db
      .insertInto('actions')
      .values({ id: 'a', ...ACTION })
      .execute();

    await server.stop();
    const failure = await actions().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StorageError', message: /^database d\w+ at 127\.0\.0\.1:\d+: / });
    expect(String(failure)).not.toContain(POSTGRES_PASSWORD);

    await server.restart();
    expect(await actions()).toEqual([{ id: 'a' }]);
  });

  it('fails a transaction whose connection is cut, keeps nothing of it, and goes on', async () => {
    await using server = await startPostgres();
    const url = await server.database();
    await using storage = await openedStorage({ url });
    const cut = storage.db.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('actions')
        .values({ id: 'a', ...ACTION })
        .execute();
      await ask(url, 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
      await transaction
        .insertInto('actions')
        .values({ id: 'b', ...ACTION })
        .execute();
    });
    await expect(cut).rejects.toMatchObject({ name: 'StorageError' });
    expect(await eventually(() => storage.db.selectFrom('actions').select('id').execute())).toEqual([]);
  });

  it('is not waited for when it takes connections and never answers', async () => {
    const silent = createServer((socket) => void socket.on('error', () => undefined));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const opening = openStorage({ url: `postgres://me:${POSTGRES_PASSWORD}@127.0.0.1:${port}/rollcall` });
    await expect(opening).rejects.toMatchObject({ name: 'StorageError', message: /timeout/ });
    silent.close();
  });

  it('says in words that the password is wrong, without it', async () => {
    await using server = await startPostgres();
    const url = (await server.database()).replace(POSTGRES_PASSWORD, 'other-s3cret');
    const failure = await openStorage({ url }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'StorageError', message: /password authentication failed/ });
    expect(String(failure)).not.toContain('other-s3cret');
  });

  it('serves several Rollcalls; while it is away they say so, show what they observe, and go on after it', async () => {
    await using server = await startPostgres();
    const url = await server.database();
    const settings = { env: { ROLLCALL_DATABASE_URL: url }, yaml: 'registries: [{ kind: memory }]' };
    const all = await Promise.all([startRollcall(settings), startRollcall(settings)]);
    const record = { actor: 'ada', source: '', kind: 'drain', outcome: 'done' } as const;
    await seedAudit({ url }, [record], { from: 0 });
    const apis = all.map((rollcall) => apiClient(rollcall.url));
    for (const api of apis) expect((await api.get('/api/v1/audit')).items).toMatchObject([record]);

    await server.stop();
    for (const api of apis) {
      expect((await api.call('GET', '/api/v1/audit')).body).toMatchObject({ status: 503, code: 'storage-unavailable' });
      expect((await api.get('/api/v1/services')).items).toEqual([]);
    }
    await server.restart();
    for (const api of apis) expect((await api.get('/api/v1/audit')).items).toMatchObject([record]);
    for (const rollcall of all) {
      expect(rollcall.logs()).not.toContain(POSTGRES_PASSWORD);
      await rollcall[Symbol.asyncDispose]();
    }
  });
});
