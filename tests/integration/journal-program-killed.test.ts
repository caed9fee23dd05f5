import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/domain/change';
import { type ApiClient, apiClient } from '../support/api-client';
import { startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { allChanges, expectUnbroken, keepWriting, WRITTEN_SERVICE } from '../support/journal-run';
import { startPostgres, withoutPostgres } from '../support/postgres-server';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { testedDatabases } from '../support/storage-places';
import { eventually } from '../support/wait';

const INSTANCES = 20;

/** Asks for the newest changes until the scope ends; gives all that were ever answered, by id. */
function listening(api: ApiClient) {
  const answered = new Map<string, Change>();
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      const { items } = await api.get('/api/v1/changes?limit=500').catch(() => ({ items: [] }));
      for (const change of items as Change[]) answered.set(change.id, change);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    answered,
    async [Symbol.asyncDispose]() {
      isOver = true;
      await running;
    },
  };
}

/** What is there now, by instance. */
async function versionsNow(api: ApiClient): Promise<Map<string, string>> {
  const { instances } = await api.get(`/api/v1/registries/etcd/services/${WRITTEN_SERVICE}`);
  return new Map(instances.map(({ id, version }: { id: string; version: string }) => [id, version]));
}

/** Waits until the journal tells the same as the registry. */
async function untilTold(api: ApiClient, expected: number): Promise<Change[]> {
  return eventually(
    async () => {
      const now = await versionsNow(api);
      expect(now.size).toBe(INSTANCES);
      const all = await allChanges(api);
      const told = new Map<string, string>();
      for (const { instance, fields } of all.toReversed()) {
        const to = fields?.find(({ field }) => field === 'version')?.to;
        if (instance !== null && to) told.set(instance, to);
      }
      for (const [id, version] of now) expect([id, told.get(id) ?? '0']).toEqual([id, version]);
      expect([...now.values()].reduce((sum, version) => sum + Number(version), 0)).toBe(expected);
      return all;
    },
    { timeoutMs: 30_000 },
  );
}

/** The stretches that were not observed, oldest first, but for the time before the first start. */
async function gapsOf(api: ApiClient) {
  const { gaps } = await api.get('/api/v1/changes/counts?registry=etcd&buckets=1');
  return gaps.slice(1) as { from: string; to: string }[];
}

describe.skipIf(withoutEtcd).each(testedDatabases())('a Rollcall that remembers in $name', ({ place }) => {
  it('has every change it ever answered when it is killed at 200 changes a second, none twice, and a gap', {
    timeout: 180_000,
  }, async () => {
    await using at = await place();
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    const env = {
      ETCDCTL_ENDPOINTS: etcd.endpoint,
      ...('url' in at.place && { ROLLCALL_DATABASE_URL: at.place.url }),
    };
    await using writing = await keepWriting(writer, INSTANCES);
    await using rollcall = await startRollcall({ env });
    const api = apiClient(rollcall.url);
    const away: { from: number; to: number }[] = [];
    const all = new Map<string, Change>();
    for (const afterMs of [700, 2_900, 1_300]) {
      {
        await using listener = listening(api);
        const known = writing.written();
        await eventually(() => listener.answered.size > 50 && writing.written() > known + afterMs / 5, {
          timeoutMs: 30_000,
        });
        await rollcall.kill();
        for (const [id, change] of listener.answered) all.set(id, change);
      }
      const from = Date.now();
      const known = writing.written();
      await eventually(() => writing.written() > known + 100);
      await rollcall.restart();
      away.push({ from, to: Date.now() });
      const kept = new Map((await allChanges(api)).map((change) => [change.id, change]));
      for (const [id, change] of all) expect(kept.get(id)).toEqual(change);
    }
    await writing.stop();
    const told = await untilTold(api, writing.written());
    expectUnbroken(told);
    const gaps = await gapsOf(api);
    expect(gaps).toHaveLength(3);
    for (const [index, { from, to }] of gaps.entries()) {
      const stretch = away[index];
      expect(Date.parse(from)).toBeLessThanOrEqual(stretch?.from ?? 0);
      expect(Date.parse(to)).toBeGreaterThan((stretch?.from ?? 0) + 400);
      expect(Date.parse(to)).toBeLessThanOrEqual(stretch?.to ?? 0);
    }
    const late = told.filter(({ afterGap }) => afterGap);
    expect(late.length).toBeGreaterThan(0);
    for (const change of late) expect(gaps.some(({ to }) => to === change.at)).toBe(true);
  });
});

describe.skipIf(withoutEtcd || withoutPostgres)('two Rollcalls on one PostgreSQL', () => {
  it('write every change once, and when the writer is killed the other goes on within 10 s', {
    timeout: 180_000,
  }, async () => {
    await using postgres = await startPostgres();
    await using etcd = await startEtcd();
    using writer = etcdWriter(etcd.endpoint);
    await using writing = await keepWriting(writer, INSTANCES);
    const env = { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_DATABASE_URL: await postgres.database() };
    await using first = await startRollcall({ env });
    const ofFirst = apiClient(first.url);
    await eventually(async () => (await allChanges(ofFirst)).length > 100);
    await using second = await startRollcall({ env });
    const ofSecond = apiClient(second.url);
    await using listener = listening(ofSecond);
    await eventually(() => listener.answered.size > 300, { timeoutMs: 30_000 });
    await first.kill();
    const before = new Set((await allChanges(ofSecond)).map(({ id }) => id));
    const killedAt = performance.now();
    await eventually(
      async () => (await allChanges(ofSecond)).some(({ id, afterGap }) => !afterGap && !before.has(id)),
      {
        timeoutMs: 20_000,
      },
    );
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    await first.restart();
    await writing.stop();
    const told = await untilTold(ofSecond, writing.written());
    expectUnbroken(told);
    expect(await untilTold(apiClient(first.url), writing.written())).toEqual(told);
    const kept = new Map(told.map((change) => [change.id, change]));
    for (const [id, change] of listener.answered) expect(kept.get(id)).toEqual(change);
    expect(await gapsOf(ofSecond)).toHaveLength(1);
    for (const rollcall of [first, second] satisfies RollcallServer[])
      expect(rollcall.logs()).not.toContain('listener-failed');
  });
});
