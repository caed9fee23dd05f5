import { describe, expect, it } from 'vitest';
import { apisixFixtures } from '../fixtures/formats/apisix';
import { keyValue, quietLedger, readKey, readKeys } from '../support/read-key';

const KEY = '/apisix/upstreams/1';

function nodesOf(value: unknown, key = KEY) {
  return readKeys([{ key, value: value as object }]).instances;
}

describe('APISIX upstreams', () => {
  it.each(apisixFixtures)('are read: $title', ({ keys, expect: expected, belonging = 0, rejected = 0 }) => {
    const read = readKeys(keys);
    expect(read.instances).toHaveLength(expected.length);
    for (const [index, instance] of expected.entries()) expect(read.instances[index]).toMatchObject(instance);
    expect(read.rejected).toHaveLength(rejected);
    expect(read.tally).toMatchObject([{ format: 'apisix', belonging, rejected }]);
  });

  it.each([
    [{}, 80],
    [{ scheme: 'https' }, 443],
    [{ scheme: 'grpc' }, 80],
    [{ scheme: 'grpcs' }, 443],
    [{ scheme: 'tcp' }, 0],
    [{ scheme: '__proto__' }, 0],
  ])('give a node without a port that of their scheme: %j', (upstream, port) => {
    expect(nodesOf({ ...upstream, nodes: [{ host: 'a', weight: 1 }] })).toMatchObject([{ address: 'a', port }]);
    expect(nodesOf({ ...upstream, nodes: { a: 1 } })).toMatchObject([{ address: 'a', port }]);
  });

  it('read IPv6 in brackets and without', () => {
    expect(nodesOf({ nodes: { '[::1]:80': 1, '[::2]': 1, '::3': 1 } })).toMatchObject([
      { address: '::1', port: 80 },
      { address: '::2', port: 80 },
      { address: '::3', port: 80 },
    ]);
  });

  it('give no more of their labels than is worth repeating with every node', () => {
    const labels = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`label-${at}`, 'x'.repeat(500)]));
    const nodes = { '10.0.0.1:80': 1, '10.0.0.2:80': 1 };
    for (const { metadata } of nodesOf({ labels, nodes })) {
      expect(Object.keys(metadata).length).toBeLessThan(40);
      expect(metadata['label-0']).toHaveLength(256);
    }
  });

  it('give their labels to every node, and the version among them', () => {
    const nodes = [{ host: 'a', port: 1, weight: 1, metadata: { stadt: 'Zürich', env: 'test' } }];
    expect(nodesOf({ labels: { env: 'prod', version: '2' }, nodes })).toMatchObject([
      { version: '2', metadata: { env: 'test', version: '2', stadt: 'Zürich' } },
    ]);
  });

  it('know the last of two nodes with one address', () => {
    const nodes = [1, 0].map((weight) => ({ host: 'a', port: 1, weight }));
    expect(nodesOf({ nodes })).toMatchObject([{ weight: 0, rotation: 'out' }]);
  });

  it('keep the ids of the nodes that stay while others come and go', () => {
    const ledger = quietLedger();
    const write = (nodes: object, at: number) => ledger.put(keyValue({ key: KEY, value: { nodes } }, at));
    write({ 'a:1': 1, 'b:1': 1 }, 1);
    const [a, b] = ledger.settle().upserted;
    write({ 'b:1': 0, 'c:1': 1 }, 2);
    const { upserted, left } = ledger.settle();
    expect(upserted).toMatchObject([{ id: b?.id, rotation: 'out', revision: '2' }, { address: 'c' }]);
    expect(left).toEqual([{ id: a?.id, deletedLease: undefined }]);
  });

  it('are named by their name, or by where they are', () => {
    const upstream = { nodes: { 'a:1': 1 } };
    expect(nodesOf({ ...upstream, name: 'web' })).toMatchObject([{ service: 'web' }]);
    expect(nodesOf(upstream)).toMatchObject([{ service: '1' }]);
    expect(nodesOf({ upstream }, '/apisix/routes/1')).toMatchObject([{ service: 'routes/1' }]);
    expect(nodesOf({ upstream, name: 'shop' }, '/apisix/services/1')).toMatchObject([{ service: 'shop' }]);
    expect(nodesOf({ upstream: { ...upstream, name: 'own' }, name: 'shop' }, '/apisix/stream_routes/1')).toMatchObject([
      { service: 'own' },
    ]);
  });

  it('are out with the route that holds them', () => {
    const route = { upstream: { nodes: { 'a:1': 1 } } };
    expect(nodesOf({ ...route, status: 0 }, '/apisix/routes/1')).toMatchObject([{ rotation: 'out', weight: 1 }]);
    expect(nodesOf({ ...route, status: 1 }, '/apisix/routes/1')).toMatchObject([{ rotation: 'in' }]);
  });

  it.each([
    ['/apisix/upstreams/1', { nodes: {} }],
    ['/apisix/upstreams/1', { nodes: [] }],
    ['/apisix/upstreams/1', { service_name: 'a', discovery_type: 'consul' }],
    ['/apisix/routes/1', { uri: '/', upstream_id: '1' }],
    ['/apisix/services/1', { plugins: {} }],
    ['/apisix/consumers/jack', { username: 'jack', plugins: { 'key-auth': { key: 'k' } } }],
    ['/apisix/plugins', '[{"name":"a"}]'],
    ['/apisix/routes/', 'init_dir'],
    ['/apisix/data_plane/server_info/1', { hostname: 'a', version: '3' }],
    ['/apisix/__proto__/1', 'x'],
    ['/apisix/', ''],
  ])('and what is none belongs: %s %j', (key, value) => {
    expect(readKeys([{ key, value }])).toMatchObject({
      instances: [],
      rejected: [],
      tally: [{ format: 'apisix', belonging: 1 }],
    });
  });

  it.each([
    ['{"nodes":{"a:1"', 'the value begins like JSON but is not valid JSON, expected the upstream'],
    ['', 'the value is not a JSON object, expected the upstream'],
    [{}, 'the upstream has neither nodes nor a service_name'],
    [{ nodes: null }, 'the upstream has neither nodes nor a service_name'],
    [{ nodes: 'a:1' }, 'nodes is "a:1", expected a list of nodes or host:port with weights'],
    [{ nodes: { 'a b:1': 1 } }, 'node "a b:1" is not host:port'],
    [{ nodes: { 'a:1': '1' } }, 'weight of node "a:1" is "1", expected a whole number from 0'],
    [{ nodes: [7] }, 'node 7 is not a JSON object'],
    [{ nodes: [{ port: 1, weight: 1 }] }, 'host of a node is nothing, expected a name or IP address'],
    [{ nodes: [{ host: 'a', port: 0, weight: 1 }] }, 'port of node "a" is 0, expected a whole number from 1 to 65535'],
    [{ nodes: [{ host: 'a', port: 1 }] }, 'weight of node "a" is nothing, expected a whole number from 0'],
    [{ nodes: { 'a:1': -1 } }, 'weight of node "a:1" is -1, expected a whole number from 0'],
  ])('that APISIX cannot read are rejected: %j', (value, reason) => {
    expect(readKey(KEY, value)).toMatchObject({ reason, nearestFormat: 'apisix' });
  });
});
