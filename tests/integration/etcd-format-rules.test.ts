import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient } from '../support/api-client';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

/** Value of the layout `plain`, which `plain-guess` could read too. */
const PLAIN = JSON.stringify({ address: '10.0.0.1', port: 8080 });

const KEYS: Readonly<Record<string, string>> = {
  '/services/free/1': PLAIN,
  '/services/forced/10.0.0.2:80': '',
  '/services/forced/2': PLAIN,
  '/services/quiet/1': JSON.stringify({ addr: '10.0.0.3:80' }),
  '/services/guessed/1': JSON.stringify({ addr: '10.0.0.4:80' }),
  '/acme/orders/zone-a/1': JSON.stringify({ net: { url: 'http://[2001:db8::5]:8080/' }, w: 3, state: 'UP' }),
  '/acme/orders/zone-b/2': JSON.stringify({ net: { url: 'http://10.0.0.6:8080/' }, state: 'LEAVING' }),
  '/acme/orders/zone-b/3': JSON.stringify({ state: 'UP' }),
};

function config(endpoint: string): string {
  return `
registries:
  - id: own
    kind: etcd
    endpoints: ["${endpoint}"]
    formats:
      rules:
        - { prefix: /services/forced/, only: host-port }
        - { prefix: /services/quiet/, off: [plain-guess] }
      custom:
        - name: acme
          key: /acme/{service}/{zone}/{id}
          fields: { address: /net/url, weight: /w, health: /state }
          words: { passing: [UP], critical: [DOWN], out: [LEAVING] }
          defaultWeight: 100
`;
}

let etcd: EtcdServer;
let writer: EtcdWriter;
let rollcall: RollcallServer;
let api: ApiClient;

describe.skipIf(withoutEtcd)('formats in the configuration', () => {
  beforeAll(async () => {
    etcd = await startEtcd();
    writer = etcdWriter(etcd.endpoint);
    for (const [key, value] of Object.entries(KEYS)) await writer.put(key).value(value).exec();
    rollcall = await startRollcall({ yaml: config(etcd.endpoint) });
    api = apiClient(rollcall.url);
  });
  afterAll(async () => {
    await rollcall[Symbol.asyncDispose]();
    writer.close();
    await etcd[Symbol.asyncDispose]();
  });

  const instances = async (service: string) => (await api.get(`/api/v1/instances?service=${service}`)).items;
  const rejected = async () => (await api.get('/api/v1/rejected')).items;

  it('force one format for a prefix, and what it cannot read is rejected', async () => {
    expect(await instances('forced')).toMatchObject([{ format: 'host-port', address: '10.0.0.2', port: 80 }]);
    expect(await rejected()).toContainEqual(
      expect.objectContaining({ key: '/services/forced/2', nearestFormat: 'host-port' }),
    );
    expect(await instances('free')).toMatchObject([{ format: 'plain' }]);
  });

  it('switch a format off for a prefix, and leave it on elsewhere', async () => {
    expect(await instances('quiet')).toEqual([]);
    expect(await rejected()).toContainEqual(expect.objectContaining({ key: '/services/quiet/1' }));
    expect(await instances('guessed')).toMatchObject([{ format: 'plain-guess' }]);
  });

  it('describe a layout without code, whose prefix is then read', async () => {
    expect((await api.get('/api/v1/instances?format=acme')).items).toHaveLength(2);
    const byZone = Object.groupBy(await instances('orders'), ({ zone }: { zone: string }) => zone);
    expect(byZone).toMatchObject({
      'zone-a': [{ format: 'acme', address: '2001:db8::5', port: 8080, weight: 3, health: 'passing', rotation: 'in' }],
      'zone-b': [{ format: 'acme', address: '10.0.0.6', port: 8080, weight: 100, health: 'unknown', rotation: 'out' }],
    });
    expect(await rejected()).toContainEqual({
      registry: 'own',
      key: '/acme/orders/zone-b/3',
      reason: 'address is nothing, expected a host, host:port or URL',
      nearestFormat: 'acme',
    });
  });

  it('hold for changes as for the list', async () => {
    const key = '/acme/orders/zone-b/2';
    await writer
      .put(key)
      .value(JSON.stringify({ net: { url: 'http://10.0.0.6:8080/' }, state: 'DOWN' }))
      .exec();
    await eventually(async () => {
      const changed = (await instances('orders')).find(({ nativeId }: { nativeId: string }) => nativeId === key);
      return changed?.health === 'critical' && changed.rotation === 'in';
    });
    await writer.put('/services/forced/3').value(PLAIN).exec();
    await eventually(async () => (await rejected()).some((item: { key: string }) => item.key === '/services/forced/3'));
  });
});
