import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '@/lib/api/operations';
import { type ApiClient, apiClient, expectProblem, jsonBody } from '../support/api-client';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { routeFiles } from '../support/route-files';
import { eventually } from '../support/wait';

const READING = ['GET', 'HEAD'];

let rollcall: RollcallServer;
let api: ApiClient;

beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
  api = apiClient(rollcall.url);
});
afterAll(() => rollcall[Symbol.asyncDispose]());

/** Every route and method that may change something; one that is added tomorrow is among them. */
const mutations = routeFiles().flatMap(({ path, methods }) =>
  methods.filter((method) => !READING.includes(method)).map((method) => ({ method, path, address: addressOf(path) })),
);

function addressOf(path: string): string {
  return path
    .replace('[registry]', 'memory')
    .replace('[[...unknown]]', 'nothing')
    .replace(/\[\w+\]/g, 'mutated');
}

describe('every route that changes something', () => {
  it('is looked at', () => {
    expect(mutations.map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining([
        'PUT /api/v1/registries/[registry]/instances/[id]',
        'DELETE /api/v1/registries/[registry]/instances/[id]',
        'PUT /api/v1/registries/[registry]/instances/[id]/heartbeat',
        'POST /api/[[...unknown]]',
      ]),
    );
  });

  it.each(mutations)('refuses a page of another origin: $method $path', async ({ method, address }) => {
    await api.register('mutated', { service: 'mutated' });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://127.0.0.1:1' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      expectProblem(await api.call(method, address, { headers }), 403, 'foreign-origin');
    }
    expect((await api.get('/api/v1/registries/memory/instances/mutated')).service).toBe('mutated');
  });

  it.each(mutations)('takes no body but JSON: $method $path', async ({ method, address }) => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await api.call(method, address, { body: '{}', headers: { 'content-type': type } });
      expectProblem(answer, 415, 'wrong-content-type');
    }
  });

  it('says in the log what it refused', () => {
    expect(rollcall.logs()).toContain('"code":"foreign-origin"');
    expect(rollcall.logs()).toContain('"event":"mutation-refused"');
  });
});

describe('a server that other machines can reach', () => {
  it('is read-only without access configured', async () => {
    await using open = await startRollcall({ env: { ROLLCALL_DEMO: 'off', HOST: '0.0.0.0' } });
    const client = apiClient(open.url);
    const asking = OPERATIONS.filter(({ inReadOnly }) => inReadOnly).map(({ path }) => path);
    expect(asking).toEqual(['/api/v1/simulations']);
    for (const { method, path, address } of mutations) {
      if (asking.includes(path)) continue;
      expectProblem(await client.call(method, address), 403, 'read-only');
    }
    expect((await client.get('/api/v1/instances')).total).toBe(0);
  });
});

describe('self-registration', () => {
  it('lets our own page and any program of this machine in', async () => {
    const body = { service: 'open', address: '10.0.0.1', port: 80 };
    const path = '/api/v1/registries/memory/instances/open';
    const page = { origin: rollcall.url, 'sec-fetch-site': 'same-origin' };
    expect((await api.call('PUT', path, jsonBody(body, page))).status).toBe(201);
    expect((await api.call('PUT', path, jsonBody(body))).status).toBe(200);
    expect((await api.call('DELETE', path, { headers: page })).status).toBe(204);
  });

  it('answers 201, then 200, and gives back what was registered', async () => {
    const registration = {
      service: 'orders',
      address: '10.0.0.9',
      port: 9000,
      version: '1.2.3',
      tags: ['blue'],
      metadata: { zone: 'a' },
      ttlSeconds: 60,
    };
    const first = await api.register('orders-1', registration);
    expect(first).toMatchObject({ status: 201, body: { registry: 'memory', id: 'orders-1', ...registration } });
    expect((await api.register('orders-1', { ...registration, version: '1.2.4' })).status).toBe(200);
    expect(await api.get('/api/v1/registries/memory/instances/orders-1')).toMatchObject({
      service: 'orders',
      version: '1.2.4',
      zone: 'a',
      health: 'passing',
      rotation: 'in',
      lease: { ttlSeconds: 60 },
    });
    expect((await api.call('PUT', '/api/v1/registries/memory/instances/orders-1/heartbeat')).status).toBe(204);
    expect((await api.deregister('orders-1')).status).toBe(204);
    expectProblem(await api.deregister('orders-1'), 404, 'unknown-instance');
    expectProblem(
      await api.call('PUT', '/api/v1/registries/memory/instances/orders-1/heartbeat'),
      404,
      'unknown-instance',
    );
    const items = await api.untilChanges('service=orders', 3);
    expect(items.map(({ kind }: { kind: string }) => kind)).toEqual(['deregistered', 'updated', 'registered']);
  });

  it('is of the embedded registry alone', async () => {
    await using other = await startRollcall({
      env: { CONSUL_HTTP_ADDR: '127.0.0.1:1', ROLLCALL_DEMO: 'on' },
    });
    const client = apiClient(other.url);
    const body = { service: 'x', address: '10.0.0.1', port: 1 };
    expectProblem(await client.call('PUT', '/api/v1/registries/consul/instances/x', jsonBody(body)), 409, 'conflict');
    expectProblem(
      await client.call('PUT', '/api/v1/registries/nowhere/instances/x', jsonBody(body)),
      404,
      'unknown-registry',
    );
  });

  it('without heartbeats becomes critical, comes back with one, and is removed when they stay away', async () => {
    await using server = await startRollcall({ yaml: 'registries: [{ kind: memory, removeAfterSeconds: 1 }]' });
    const client = apiClient(server.url);
    const health = async () => (await client.call('GET', '/api/v1/registries/memory/instances/t1')).body.health;
    expect((await client.register('t1', { service: 'ttl', ttlSeconds: 1 })).status).toBe(201);
    await eventually(async () => (await health()) === 'critical');
    const { checks } = await client.get('/api/v1/registries/memory/instances/t1');
    expect(checks).toMatchObject([{ id: 'heartbeat', status: 'critical' }]);
    expect((await client.call('PUT', '/api/v1/registries/memory/instances/t1/heartbeat')).status).toBe(204);
    await eventually(async () => (await health()) === 'passing');
    await eventually(async () => (await client.call('GET', '/api/v1/registries/memory/instances/t1')).status === 404);
    const items = await client.untilChanges('service=ttl', 5);
    expect(items.map(({ kind, to, cause }: Record<string, string>) => cause ?? to ?? kind)).toEqual([
      'lease-expired',
      'critical',
      'passing',
      'critical',
      'passing',
    ]);
    expect((await client.call('GET', '/api/v1/registries/memory/services/ttl')).status).toBe(404);
  });
});
