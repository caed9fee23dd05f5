import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { OPERATIONS } from '@/lib/api/operations';
import { type Answer, type ApiClient, apiClient, jsonBody, servicePath } from '../support/api-client';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const SERVICE = 'contract/orders 😀';

let rollcall: RollcallServer;
let api: ApiClient;
let action: string;
let change: string;

beforeAll(async () => {
  // The demo fleet brings every kind of instance and change.
  rollcall = await startRollcall({ env: { ROLLCALL_DEMO_SPEED: '200' } });
  api = apiClient(rollcall.url);
  for (const [index, version] of ['1.0.0', '1.0.0', '2.0.0'].entries()) {
    await api.register(`contract-${index}`, {
      service: SERVICE,
      port: 8080 + index,
      version,
      tags: ['contract', `t${index}`],
      metadata: { zone: 'zone-a', constructor: 'x' },
      ttlSeconds: 600,
    });
  }
  await api.untilService('memory', SERVICE, 3);
  for (const id of ['acted-0', 'acted-1']) await api.register(id, { service: 'contract-acted' });
  await api.untilService('memory', 'contract-acted', 2);
  const targets = [{ registry: 'memory', instance: 'acted-0' }];
  const request = { kind: 'drain', targets, reason: 'to be read' };
  const drained = await api.call('POST', '/api/v1/actions', jsonBody(request));
  action = drained.body.id;
  change = await eventually(async () => (await api.get('/api/v1/changes?kind=registered')).items[0]?.id);
});
afterAll(() => rollcall[Symbol.asyncDispose]());

/** Where the tests ask for each GET of the contract. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/registries': [''],
  '/api/v1/services': [
    '',
    '?limit=1000',
    `?at=${new Date().toISOString()}`,
    '?sort=since&health=passing&rotation=in',
    '?q=contract&registry=memory',
  ],
  '/api/v1/registries/[registry]/services/[service]': [''],
  '/api/v1/registries/[registry]/services/[service]/consumers': [''],
  '/api/v1/instances': ['', '?limit=1000', '?tag=contract&format=rollcall', '?q=10.0.0.1:8081'],
  '/api/v1/registries/[registry]/instances/[id]': [''],
  '/api/v1/registries/[registry]/leases': ['?id=contract-0&id=nowhere'],
  '/api/v1/changes': ['', '?kind=registered&limit=1000', '?from=2026-01-01T00:00:00%2B02:00&origin=elsewhere'],
  '/api/v1/changes/[id]': [''],
  '/api/v1/changes/counts': ['', '?kind=registered&buckets=7'],
  '/api/v1/changes/noisiest': ['', '?registry=memory&limit=3'],
  '/api/v1/registries/[registry]/services/[service]/history': ['', '?buckets=3&spans=none'],
  '/api/v1/registries/[registry]/services/[service]/departed': [''],
  '/api/v1/registries/[registry]/instances/[id]/history': ['', '?buckets=1'],
  '/api/v1/histories': ['?of=memory/contract-acted&of=memory/nothing&buckets=5'],
  '/api/v1/history': ['', '?registry=memory&buckets=2'],
  '/api/v1/formats': ['', '?registry=memory'],
  '/api/v1/rejected': ['', '?registry=memory'],
  '/api/v1/actions': ['', '?registry=memory&kind=drain&limit=1'],
  '/api/v1/actions/[id]': [''],
  '/api/v1/audit': ['', '?kind=drain&limit=1'],
  '/api/v1/notifications': [''],
  '/api/v1/notifications/deliveries': ['', '?limit=1'],
  '/api/v1/me': [''],
  '/api/v1/users': [''],
  '/api/v1/tokens': [''],
  '/api/v1/openapi.json': [''],
  '/healthz': [''],
  '/readyz': [''],
};
const reads = OPERATIONS.filter(({ method, contentType, answers }) => method === 'GET' && !contentType && answers[200]);

function addressOf(path: string, query: string): string {
  return (
    path
      .replace('[registry]', 'memory')
      .replace('[service]', encodeURIComponent(SERVICE))
      .replace('actions/[id]', `actions/${action}`)
      .replace('changes/[id]', `changes/${change}`)
      .replace('[id]', 'contract-0') + query
  );
}

/** Expects exactly the fields of the schema: what it does not name would be lost in the parsing. */
function expectSchema(answer: Answer, schema: z.ZodType): void {
  expect(answer.headers.get('content-type')).toBe('application/json');
  const parsed = schema.safeParse(answer.body);
  expect(parsed.error?.issues).toBeUndefined();
  expect(parsed.data).toEqual(answer.body);
}

describe('every answer of the API', () => {
  it('is asked for', () => {
    expect(reads.map(({ path }) => path).sort()).toEqual(Object.keys(ADDRESSES).sort());
  });

  it.each(reads)('is as its schema says: $path', async ({ path, answers }) => {
    for (const query of ADDRESSES[path] ?? []) {
      const answer = await api.call('GET', addressOf(path, query));
      expect(answer.status).toBe(200);
      expectSchema(answer, answers[200] as z.ZodType);
    }
  });

  it('to a registration is as its schema says', async () => {
    const put = OPERATIONS.find(({ method, path }) => method === 'PUT' && path.endsWith('/[id]'));
    for (const status of [201, 200]) {
      const answer = await api.register('contract-put', { service: 'contract-put', ttlSeconds: 60 });
      expect(answer.status).toBe(status);
      expectSchema(answer, put?.answers[status] as z.ZodType);
    }
  });

  it('is that of GET without a body for HEAD', async () => {
    for (const path of ['/api/v1/services', '/api/v1/stream?view=services', '/metrics', '/readyz']) {
      const answer = await api.call('HEAD', path);
      expect(answer.status, path).toBe(200);
      expect(answer.body).toBe('');
    }
    expect((await api.call('HEAD', '/api/v1/nothing')).status).toBe(404);
  });

  it('to HEAD of a stream leaves no reader behind', async () => {
    await api.call('HEAD', '/api/v1/stream?view=services');
    expect((await api.call('GET', '/metrics')).body).toContain('rollcall_stream_readers 0');
  });
});

describe('a list', () => {
  it('is walked page by page, every item once', async () => {
    for (const list of ['services?sort=name', 'instances?format=rollcall']) {
      const whole = await api.get(`/api/v1/${list}&q=contract&limit=1000`);
      const seen: unknown[] = [];
      let cursor = '';
      do {
        const page = await api.get(`/api/v1/${list}&q=contract&limit=1${cursor}`);
        expect(page.total).toBe(whole.total);
        seen.push(...page.items);
        cursor = page.nextCursor === null ? '' : `&cursor=${encodeURIComponent(page.nextCursor)}`;
      } while (cursor !== '');
      expect(seen).toEqual(whole.items);
    }
  });

  it('of changes is walked newest first', async () => {
    const filter = `service=${encodeURIComponent(SERVICE)}`;
    const newest = await api.get(`/api/v1/changes?${filter}&limit=2`);
    expect(newest.total).toBe(3);
    const older = await api.get(`/api/v1/changes?${filter}&limit=2&cursor=${newest.nextCursor}`);
    expect([...newest.items, ...older.items].map(({ instance }) => instance)).toEqual([
      'contract-2',
      'contract-1',
      'contract-0',
    ]);
    expect(older.nextCursor).toBeNull();
  });

  it('of changes keeps to its times', async () => {
    const filter = `service=${encodeURIComponent(SERVICE)}`;
    const { items } = await api.get(`/api/v1/changes?${filter}`);
    const at = items[1].at as string;
    const since = await api.get(`/api/v1/changes?${filter}&from=${at}`);
    expect(since.items.every((change: { at: string }) => change.at >= at)).toBe(true);
    const before = await api.get(`/api/v1/changes?${filter}&to=${at}`);
    expect(before.items.every((change: { at: string }) => change.at < at)).toBe(true);
    expect(since.total + before.total).toBe(3);
  });

  it.each([
    ['CONTRACT', 3],
    ['contract 8081', 1],
    ['10.0.0.1:8082', 1],
    ['contract-1', 1],
    ['t2', 1],
    ['contract nowhere', 0],
  ])('of instances finds %j', async (q, total) => {
    const list = await api.get(`/api/v1/instances?service=${encodeURIComponent(SERVICE)}&q=${encodeURIComponent(q)}`);
    expect(list.total).toBe(total);
  });

  it('of services sums up what its service shows', async () => {
    const [summary] = (await api.get(`/api/v1/services?q=${encodeURIComponent('contract/orders')}`)).items;
    const service = await api.get(servicePath('memory', SERVICE));
    expect(summary).toMatchObject({ service: SERVICE, health: 'passing', versions: ['1.0.0', '2.0.0'] });
    expect(service).toMatchObject({ counts: summary.instances, tags: summary.tags, inRotation: summary.inRotation });
    expect(service.instances).toHaveLength(3);
  });
});

describe('security headers', () => {
  it.each(['/', '/api/v1/services', '/api/v1/nothing', '/healthz', '/metrics', '/nowhere', '/%FF'])(
    'are on %s',
    async (path) => {
      const { headers } = await api.call('GET', path);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers.get('access-control-allow-origin')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  it('allow a page the scripts of its own nonce alone, new for every answer', async () => {
    const pages = await Promise.all([api.call('GET', '/'), api.call('GET', '/nowhere')]);
    const nonces = pages.map(({ headers, body }) => {
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1];
      const scripts = [...(body as string).matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.length).toBeGreaterThan(0);
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
      return nonce;
    });
    expect(nonces[0]).toBeDefined();
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});
