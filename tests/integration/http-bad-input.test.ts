import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, expectProblem } from '../support/api-client';
import { rawGet, rawRequest } from '../support/raw-http';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';

let rollcall: RollcallServer;
let api: ApiClient;
let port: number;

beforeAll(async () => {
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO: 'off' } });
  api = apiClient(rollcall.url);
  port = Number(new URL(rollcall.url).port);
});
afterAll(() => rollcall[Symbol.asyncDispose]());

describe('an unknown address', () => {
  it.each([
    ['/api', 'unknown-route'],
    ['/api/v1', 'unknown-route'],
    ['/api/v1/nothing', 'unknown-route'],
    ['/api/v2/services', 'unknown-route'],
    ['/api/v1/registries/memory', 'unknown-route'],
    ['/api/v1/services/web', 'unknown-route'],
    ['/api/v1/..%2fservices', 'unknown-route'],
    ['/api/v1/registries/nowhere/services/web', 'unknown-registry'],
    ['/api/v1/registries/nowhere/instances/x', 'unknown-registry'],
    ['/api/v1/registries/nowhere/leases?id=1', 'unknown-registry'],
    ['/api/v1/registries/a%2Fb%20%F0%9F%98%80%00%22%3C/services/web', 'unknown-registry'],
    ['/api/v1/registries/__proto__/services/web', 'unknown-registry'],
    ['/api/v1/registries/memory/services/nowhere', 'unknown-service'],
    ['/api/v1/registries/memory/services/__proto__', 'unknown-service'],
    ['/api/v1/registries/memory/services/%00', 'unknown-service'],
    ['/api/v1/registries/memory/services/%F0%9F%98%80%20%2F%3F%23', 'unknown-service'],
    ['/api/v1/registries/memory/instances/nowhere', 'unknown-instance'],
    ['/api/v1/registries/memory/instances/constructor', 'unknown-instance'],
    ['/api/v1/services?registry=nowhere', 'unknown-registry'],
    ['/api/v1/instances?registry=nowhere', 'unknown-registry'],
    ['/api/v1/changes?registry=nowhere', 'unknown-registry'],
    ['/api/v1/rejected?registry=nowhere', 'unknown-registry'],
    ['/api/v1/stream?view=services&registry=nowhere', 'unknown-registry'],
    ['/api/v1/stream?view=services&services.registry=nowhere', 'unknown-registry'],
  ])('%s is a 404 with the code %s', async (path, code) => {
    expectProblem(await api.call('GET', path), 404, code);
  });

  it('of the API is a 404 whatever the method', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expectProblem(await api.call(method, '/api/v1/nothing'), 404, 'unknown-route');
    }
  });

  it('that is no page is a 404', async () => {
    expect((await api.call('GET', '/nowhere')).status).toBe(404);
  });
});

describe('a path', () => {
  it.each([
    '/%FF',
    '/%',
    '/%zz',
    '/%E0%A4%A',
    '/%C0%AF',
    '/%ED%A0%80',
    '/api/v1/%FF',
    '/api/v1/registries/%FF/services/web',
    '/api/v1/registries/memory/instances/%C3%28',
    '/registries/memory/services/%FF',
    '/registries/%FF/instances/x',
  ])('%s that is not percent-encoded UTF-8 is a 400', async (path) => {
    const answer = await rawGet(port, path);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toContain('"code":"malformed"');
  });

  it.each([
    '/..%2f',
    '/../../etc/passwd',
    '/..%5c..%5cetc',
    '/%2e%2e/%2e%2e/package.json',
    '/.env',
    '/data',
    '//',
    '/%00',
  ])('%s leads to nothing of the machine', async (path) => {
    const answer = await rawGet(port, path);
    expect([308, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(/root:|"dependencies"/);
  });

  it('with raw bytes or a request that is none is refused, and the server goes on', async () => {
    expect((await rawRequest(port, 'GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1')).status).toBeGreaterThanOrEqual(400);
    expect((await rawRequest(port, 'GET / HTTP/9.9\r\nHost: 127.0.0.1')).status).toBeGreaterThanOrEqual(400);
    expect((await rawRequest(port, 'rubbish')).status).toBe(400);
    expect((await rawRequest(port, `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1`)).status).toBe(431);
    expect((await rawRequest(port, 'GET /healthz HTTP/1.1')).status).toBe(400);
    expect(await api.get('/healthz')).toEqual({ status: 'ok' });
  });

  it('in absolute form gives nothing to a foreign host', async () => {
    const answer = await rawRequest(port, 'GET http://evil.example/api/v1/services HTTP/1.1\r\nHost: evil.example');
    expect([308, 421]).toContain(answer.status);
    expect(answer.body).not.toContain('items');
  });

  it.each([
    '//evil.example/services',
    '///evil.example/',
    '/\\\\evil.example/',
    '/%2F%2Fevil.example/',
    '/x/..//evil.example/',
  ])('%s does not lead to another server', async (path) => {
    const location = (await rawGet(port, path)).headers.get('location') ?? '/';
    expect(new URL(location.replace(/^\\/, '/'), rollcall.url).origin).toBe(rollcall.url);
  });
});

describe('a filter', () => {
  const lists = ['services', 'instances', 'changes', 'rejected'];
  const everywhere = [
    'limit=0',
    'limit=1001',
    'limit=abc',
    'limit=',
    'limit=1.5',
    'limit=-1',
    'cursor=',
    'cursor=x',
    'cursor=%00',
    'limit=1&limit=2',
  ];
  const table = [
    ...lists.flatMap((list) => everywhere.map((query) => `${list}?${query}`)),
    'services?health=dead',
    'services?health=',
    'services?rotation=maybe',
    'services?sort=best',
    'services?at=yesterday',
    'services?at=2199-01-01T00:00:00Z',
    'changes/counts?buckets=0',
    'changes/noisiest?limit=101',
    'changes/export?format=pdf',
    'histories',
    'histories?of=memory',
    'history?from=2199-01-01T00:00:00Z',
    `services?q=${'x'.repeat(5_000)}`,
    'instances?health=PASSING',
    'instances?rotation=',
    'changes?kind=born',
    'changes?origin=here',
    'changes?from=yesterday',
    'changes?to=2026-99-99T00:00:00Z',
    'registries/memory/leases',
    `registries/memory/leases?${'id=1&'.repeat(3)}${Array.from({ length: 201 }, (_, id) => `id=${id}`).join('&')}`,
    'stream',
    'stream?view=',
    'stream?view=everything',
    'stream?view=services&view=everything',
  ];

  it.each(table)('that is wrong is a 400: %s', async (path) => {
    const answer = await api.call('GET', `/api/v1/${path}`);
    expectProblem(answer, 400, 'malformed');
    expect(answer.body.detail.length).toBeGreaterThan(10);
  });

  it('that only looks odd is a filter', async () => {
    for (const q of ['%FF', '%00', '.*%5B(', 'a%2Fb', '%F0%9F%98%80', '__proto__']) {
      expect(await api.get(`/api/v1/services?q=${q}`)).toEqual({ items: [], nextCursor: null, total: 0 });
      expect((await api.get(`/api/v1/instances?q=${q}&tag=${q}&format=${q}&service=${q}`)).total).toBe(0);
    }
  });
});

describe('a cursor of the stream', () => {
  it.each([
    '',
    'x',
    '.',
    '1.1',
    'otherepoch.5',
    '9999999999999999999999.1',
    `${'a'.repeat(5_000)}.1`,
    '%00%FF',
    '"; drop',
  ])('that is malformed or of another epoch gives a fresh snapshot: %j', async (cursor) => {
    for (const place of [
      { path: `/api/v1/stream?view=services&after=${encodeURIComponent(cursor)}`, headers: {} },
      { path: '/api/v1/stream?view=services', headers: { 'last-event-id': cursor } },
    ]) {
      const ending = new AbortController();
      const answer = await fetch(rollcall.url + place.path, { headers: place.headers, signal: ending.signal });
      expect(answer.status).toBe(200);
      const { value } = await (answer.body as ReadableStream<Uint8Array>).getReader().read();
      expect(Buffer.from(value ?? []).toString()).toMatch(/^event: snapshot\n/);
      ending.abort();
    }
  });
});

describe('a Host header', () => {
  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'xn--80ak6aa92e.com',
  ])('of another name is a 421: %s', async (host) => {
    for (const path of ['/', '/api/v1/services', '/api/v1/stream?view=services', '/healthz', '/metrics']) {
      const answer = await rawRequest(port, `GET ${path} HTTP/1.1\r\nHost: ${host}`);
      expect(answer.status, path).toBe(421);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(answer.body).toContain('"code":"foreign-host"');
    }
  });

  it.each(['localhost', 'localhost:1', '[::1]', '192.0.2.7:4600'])(
    'of this machine or an address is fine: %s',
    async (host) => {
      expect((await rawRequest(port, `GET /healthz HTTP/1.1\r\nHost: ${host}`)).status).toBe(200);
    },
  );

  it('given twice, or beside a forwarded one, does not let a foreign name in', async () => {
    const forwarded = `GET /healthz HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1:${port}`;
    expect((await rawRequest(port, forwarded)).status).toBe(421);
    const twice = await rawRequest(port, `GET /healthz HTTP/1.1\r\nHost: evil.example\r\nHost: 127.0.0.1:${port}`);
    expect(twice.status).toBeGreaterThanOrEqual(400);
  });
});

describe('a wrong method', () => {
  it.each([
    ['POST', '/api/v1/services', 'GET, HEAD'],
    ['DELETE', '/api/v1/changes', 'GET, HEAD'],
    ['PUT', '/api/v1/registries', 'GET, HEAD'],
    ['PATCH', '/api/v1/stream?view=services', 'GET, HEAD'],
    ['OPTIONS', '/api/v1/services', 'GET, HEAD'],
    ['POST', '/api/v1/registries/memory/instances/x', 'GET, PUT, DELETE, HEAD'],
    ['GET', '/api/v1/registries/memory/instances/x/heartbeat', 'PUT'],
    ['DELETE', '/api/v1/registries/memory/services/web', 'GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
    ['DELETE', '/readyz', 'GET, HEAD'],
    ['PUT', '/metrics', 'GET, HEAD'],
  ])('%s %s is a 405 that allows %s', async (method, path, allowed) => {
    const answer = await api.call(method, path);
    expectProblem(answer, 405, 'method-not-allowed');
    expect(answer.headers.get('allow')).toBe(allowed);
  });
});

it('nothing of all that was a fault of the server', () => {
  expect(rollcall.logs()).not.toContain('request-failed');
  expect(rollcall.logs()).not.toMatch(/"level":"error"/);
});
