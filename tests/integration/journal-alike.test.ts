import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPast } from '@/lib/demo/past/demo-past';
import type { Change } from '@/lib/domain/change';
import { isoTime } from '@/lib/domain/clock';
import { writePast } from '@/lib/history/write-past';
import type { StoragePlace } from '@/lib/storage/storage';
import { type ApiClient, apiClient, servicePath } from '../support/api-client';
import { sampleChange, sampleInstance } from '../support/catalog-samples';
import { freePort } from '../support/free-port';
import { type PostgresServer, startPostgres, withoutPostgres } from '../support/postgres-server';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { folderPlace, openedStorage } from '../support/storage-places';

const HOUR_MS = 3_600_000;
const HOURS = 12;
const ODD = 'Ärger ☎/%_\'"';

/** A day in the life of a fleet, and things with names that are hard to store. */
function pastOf(untilMs: number) {
  const oddMs = untilMs - 60_000;
  const { entries, gap } = demoPast({ registry: 'etcd', seed: 7, untilMs: oddMs, hours: HOURS, epoch: 'past' });
  const odd = { registry: 'etcd', service: ODD, instance: ODD };
  const told = (seq: number, changed: Partial<Change>) =>
    sampleChange(`odd.${seq}.0`, { ...odd, at: isoTime(oddMs + seq * 10_000), ...changed });
  const upserted = [sampleInstance(ODD, { registry: 'etcd', service: ODD, health: 'critical' })];
  const own = { origin: 'rollcall', action: 'a1' } as const;
  const oddEntries = [
    { changes: [told(1, { to: 'passing' })], upserted: [sampleInstance(ODD, { registry: 'etcd', service: ODD })] },
    { changes: [told(2, { kind: 'health-changed', from: 'passing', to: 'critical', output: ODD })], upserted },
    {
      changes: [told(3, { kind: 'deregistered', from: 'critical', cause: 'deleted', ...own })],
      removed: [{ id: ODD, service: ODD }],
    },
  ].map((entry, index) => ({
    registry: 'etcd',
    upserted: [],
    removed: [],
    ...entry,
    at: oddMs + (index + 1) * 10_000,
    isLast: true,
  }));
  return {
    entries: [...entries.map(({ atMs, ...entry }) => ({ ...entry, at: atMs, isLast: true })), ...oddEntries],
    gaps: [{ registry: 'etcd', from: gap.fromMs, to: gap.toMs, lost: 3 }],
    until: untilMs,
  };
}

describe.skipIf(withoutPostgres)('the same journal', () => {
  const untilMs = Date.now() - 60_000;
  const past = pastOf(untilMs);
  const from = isoTime(untilMs - (HOURS + 1) * HOUR_MS);
  const to = isoTime(untilMs);
  const range = `from=${from}&to=${to}`;
  const changes = past.entries.flatMap((entry) => entry.changes);
  let postgres: PostgresServer;
  let folder: Awaited<ReturnType<typeof folderPlace>>;
  const rollcalls: RollcallServer[] = [];
  let apis: readonly ApiClient[] = [];

  beforeAll(async () => {
    [postgres, folder] = await Promise.all([startPostgres(), folderPlace()]);
    const places: StoragePlace[] = [folder.place, { url: await postgres.database() }];
    // A registry that is not there: nothing is added to the past.
    const ETCDCTL_ENDPOINTS = `127.0.0.1:${await freePort()}`;
    for (const place of places) {
      {
        await using storage = await openedStorage(place);
        await writePast(storage, 'etcd', past);
      }
      const where =
        'url' in place
          ? { env: { ETCDCTL_ENDPOINTS, ROLLCALL_DATABASE_URL: place.url } }
          : { env: { ETCDCTL_ENDPOINTS }, dataDir: place.folder };
      rollcalls.push(await startRollcall(where));
    }
    apis = rollcalls.map(({ url }) => apiClient(url));
  }, 120_000);
  afterAll(async () => {
    for (const rollcall of rollcalls) await rollcall[Symbol.asyncDispose]();
    await postgres?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  /** The answer both give. */
  async function alike(path: string) {
    const [embedded, shared] = await Promise.all(apis.map((api) => api.call('GET', path)));
    expect(embedded?.status, path).toBe(200);
    expect([shared?.status, shared?.body], path).toEqual([embedded?.status, embedded?.body]);
    return embedded?.body;
  }

  it('is answered alike page by page, whatever is asked for', async () => {
    expect(changes.length).toBeGreaterThan(500);
    const filters = [
      'registry=etcd',
      'kind=health-changed',
      'kind=deregistered&origin=elsewhere',
      'origin=rollcall',
      'action=a1',
      `service=${encodeURIComponent(ODD)}`,
      `instance=${encodeURIComponent(ODD)}`,
      `service=${encodeURIComponent(changes[10]?.service ?? '')}`,
      `instance=${encodeURIComponent(changes[20]?.instance ?? '')}`,
    ];
    for (const filter of filters)
      expect((await alike(`/api/v1/changes?${range}&limit=100&${filter}`)).total, filter).toBeGreaterThan(0);
    let cursor = '';
    let read = 0;
    do {
      const page = await alike(`/api/v1/changes?${range}&limit=333${cursor}`);
      read += page.items.length;
      cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
    } while (cursor !== '');
    expect(read).toBe(changes.length);
    for (const { id } of [changes[0], changes.at(-1)].filter((change) => change !== undefined)) {
      expect((await alike(`/api/v1/changes/${id}`)).id).toBe(id);
    }
  });

  it('is counted and exported alike', async () => {
    for (const filter of ['', '&kind=health-changed', `&service=${encodeURIComponent(ODD)}`, '&origin=rollcall']) {
      const counts = await alike(`/api/v1/changes/counts?${range}&buckets=37${filter}`);
      expect(counts.total).toBeGreaterThan(0);
      for (const format of ['csv', 'ndjson']) await alike(`/api/v1/changes/export?${range}&format=${format}${filter}`);
    }
    expect((await alike(`/api/v1/changes/counts?${range}&buckets=1`)).gaps.length).toBeGreaterThan(0);
    expect((await alike(`/api/v1/changes/noisiest?${range}&limit=50`)).items.length).toBeGreaterThan(0);
  });

  it('tells the same histories', async () => {
    const services = [...new Set(changes.map(({ service }) => service))].filter((name) => name !== null);
    for (const service of services) {
      const path = servicePath('etcd', service);
      const { instances } = await alike(`${path}/history?${range}&buckets=60&spans=all`);
      expect(instances.length, service).toBeGreaterThan(0);
      const { id } = instances[0];
      await alike(`/api/v1/registries/etcd/instances/${encodeURIComponent(id)}/history?${range}&buckets=60&spans=all`);
      await alike(`${path}/departed`);
    }
    const of = services
      .slice(0, 20)
      .map((service) => `of=${encodeURIComponent(`etcd/${service}`)}`)
      .join('&');
    expect((await alike(`/api/v1/histories?${of}&${range}&buckets=60`)).items).toHaveLength(
      Math.min(services.length, 20),
    );
    await alike(`/api/v1/history?${range}&buckets=60`);
  });

  it('shows the same catalogs at every moment', async () => {
    for (let hour = 0; hour <= HOURS; hour += 1) {
      const at = `at=${isoTime(untilMs - hour * HOUR_MS - 1)}`;
      const { items } = await alike(`/api/v1/services?${at}&limit=1000`);
      await alike(`/api/v1/instances?${at}&limit=1000&sort=service`);
      await alike(`/api/v1/instances?${at}&limit=7&q=order`);
      if (items[0]) await alike(`${servicePath('etcd', items[0].service)}?${at}`);
    }
  });
});
