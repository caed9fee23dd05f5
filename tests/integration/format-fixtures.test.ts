import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import type { FormatUse, RecognisedFormat } from '@/lib/domain/recognised-format';
import { allFixtures, withoutCollisions } from '../fixtures/formats/all-fixtures';
import type { FormatFixture } from '../fixtures/formats/fixture';
import { type ApiClient, apiClient } from '../support/api-client';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { etcdWriter } from '../support/etcd-writer';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

/** Longer than the tests take: no lease of a fixture runs out. */
const TTL_SECONDS = 600;
/** Written last: once it is seen, everything is. */
const LAST = { key: '/services/the-last-one/10.255.255.255:1', service: 'the-last-one' };

/** Those that collide are in an etcd of their own; every one of them is a registry of the same Rollcall. */
const groups = withoutCollisions(await allFixtures());
const fixtures = groups.flatMap((group, index) =>
  group.map((fixture) => ({ ...fixture, name: `${fixture.format}: ${fixture.title}`, registry: `etcd-${index}` })),
);

const etcds: EtcdServer[] = [];
/** One that was there before the keys, and one that was started after them. */
let watching: RollcallServer;
let listing: RollcallServer;
let apis: readonly { readonly way: string; readonly api: ApiClient }[];

describe.skipIf(withoutEtcd)('the keys of every framework in a real etcd', () => {
  beforeAll(async () => {
    etcds.push(...(await Promise.all(groups.map(() => startEtcd()))));
    const yaml = wholeKeySpaces(etcds);
    watching = await startRollcall({ yaml });
    for (const [index, group] of groups.entries()) await write(etcds[index]?.endpoint ?? '', group);
    listing = await startRollcall({ yaml });
    apis = [
      { way: 'watched', api: apiClient(watching.url) },
      { way: 'listed', api: apiClient(listing.url) },
    ];
    for (const { api } of apis) {
      await eventually(async () => {
        const { total } = await api.get(`/api/v1/instances?service=${LAST.service}`);
        return total === groups.length;
      });
    }
  }, 120_000);
  afterAll(async () => {
    expect(watching.logs() + listing.logs()).not.toMatch(/watch-failed|request-failed|background-work-failed/);
    await Promise.all([watching, listing, ...etcds].map((server) => server[Symbol.asyncDispose]()));
  });

  it.each(fixtures)(
    'are instances with the right fields: $name',
    async ({ registry, format, keys, expect: expected }) => {
      for (const { way, api } of apis) {
        const { items }: { items: Instance[] } = await api.get(`/api/v1/instances?registry=${registry}&limit=1000`);
        const own = items.filter(({ nativeId }) => keys.some(({ key }) => key === nativeId));
        expect(own.map(placeOf).sort(), way).toEqual(expected.map(placeOf).sort());
        for (const instance of expected) {
          const candidates = own.filter((item) => placeOf(item) === placeOf(instance));
          expect(candidates, way).toMatchObject([{ format, ...instance }]);
        }
        for (const { nativeId, lease } of own) {
          const { leased = false } = keys.find(({ key }) => key === nativeId) ?? {};
          expect({ nativeId, leased: lease !== null }, way).toEqual({ nativeId, leased });
        }
      }
    },
  );

  it('are found by their format, and none is there beside them', async () => {
    for (const { way, api } of apis) {
      const answer = await api.get('/api/v1/instances?limit=1000');
      expect(answer.total - groups.length, way).toBe(fixtures.flatMap((fixture) => fixture.expect).length);
      for (const format of new Set(fixtures.map((fixture) => fixture.format))) {
        const { items } = await api.get(`/api/v1/instances?format=${format}&limit=1000`);
        const own = items.filter(({ service }: Instance) => service !== LAST.service);
        const expected = fixtures.filter((fixture) => fixture.format === format).flatMap((fixture) => fixture.expect);
        expect(own.map(placeOf).sort(), `${format}, ${way}`).toEqual(expected.map(placeOf).sort());
      }
    }
  });

  it('are counted once each, with the markers and the configuration beside them', async () => {
    for (const { way, api } of apis) {
      const answer = await api.get('/api/v1/formats');
      const counted = answer.items.flatMap(({ registries }: RecognisedFormat) => registries);
      const sum = (name: 'belonging' | 'rejected') =>
        counted.reduce((total: number, tally: FormatUse) => total + tally[name], 0);
      expect(sum('belonging'), way).toBe(fixtures.reduce((total, { belonging = 0 }) => total + belonging, 0));
      expect(sum('rejected'), way).toBeLessThanOrEqual(
        fixtures.reduce((total, { rejected = 0 }) => total + rejected, 0),
      );
    }
  });

  it('are the same whether they were listed or watched', async () => {
    const [watched, listed] = await Promise.all(apis.map(({ api }) => everything(api)));
    expect(watched).toEqual(listed);
  });

  it.each(fixtures)('are rejected, or belong to a format, as they should: $name', async (fixture) => {
    for (const { way, api } of apis) {
      const { items } = await api.get(`/api/v1/rejected?registry=${fixture.registry}&limit=1000`);
      const own = items.filter((item: { key: string }) => fixture.keys.some(({ key }) => key === item.key));
      expect(own, way).toHaveLength(fixture.rejected ?? 0);
      for (const { reason } of own) expect(reason).not.toMatch(/cannot be read/);
    }
  });
});

function wholeKeySpaces(servers: readonly EtcdServer[]): string {
  const registries = servers.map(({ endpoint }, index) => ({
    kind: 'etcd',
    id: `etcd-${index}`,
    endpoints: [endpoint],
    prefixes: [''],
  }));
  return JSON.stringify({ registries });
}

async function write(endpoint: string, group: readonly FormatFixture[]): Promise<void> {
  using writer = etcdWriter(endpoint);
  for (const { key, value, leased } of [
    ...group.flatMap(({ keys }) => keys),
    { key: LAST.key, value: '', leased: false },
  ]) {
    const lease = leased ? (await writer.leaseClient.leaseGrant({ TTL: TTL_SECONDS })).ID : '0';
    await writer.kv.put({ key: Buffer.from(key), value: Buffer.from(value), lease });
  }
}

function placeOf({ service, address, port }: Pick<Instance, 'service' | 'address' | 'port'>): string {
  return `${service} at ${address} ${port}`;
}

/** All that is shown, but for when this process first saw it. */
async function everything(api: ApiClient) {
  const { items }: { items: Instance[] } = await api.get('/api/v1/instances?limit=1000');
  const rejected = await api.get('/api/v1/rejected?limit=1000');
  const instances = items.map(({ since, sinceAtLeast, checks, lease, ...instance }) => ({
    ...instance,
    checks: checks.map(({ id, status, output }) => ({ id, status, output })),
    lease: lease?.id ?? null,
  }));
  return { instances: instances.sort((a, b) => (a.id < b.id ? -1 : 1)), rejected: rejected.items };
}
