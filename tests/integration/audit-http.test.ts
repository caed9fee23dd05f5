import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditRecordSchema } from '@/lib/api/audit-schemas';
import { pageSchema } from '@/lib/api/schemas';
import type { NewAuditRecord } from '@/lib/domain/audit';
import { type ApiClient, apiClient } from '../support/api-client';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { seedAudit } from '../support/seeded-audit';
import { folderPlace } from '../support/storage-places';

/** More than are read at once while a file is made. */
const COUNT = 2_345;
const START = Date.parse('2026-03-01T00:00:00Z');
const RECORDS = Array.from({ length: COUNT }, (_, index): NewAuditRecord => {
  const place = { registry: 'memory', service: `svc-${index % 3}`, instance: `i-${index}` };
  return {
    actor: index % 2 ? 'bob' : 'ada',
    source: '10.1.1.1',
    kind: 'drain',
    outcome: 'done',
    reason: `r${index}`,
    ...place,
  };
});
const ODD: NewAuditRecord = {
  actor: '=cmd|calc',
  source: '::1',
  kind: 'login',
  outcome: 'refused',
  reason: 'said "hi",\nand left',
  before: '@x',
};

let place: Awaited<ReturnType<typeof folderPlace>>;
let rollcall: RollcallServer;
let api: ApiClient;

beforeAll(async () => {
  place = await folderPlace();
  await seedAudit(place.place, [...RECORDS, ODD], { from: START });
  rollcall = await startRollcall({ dataDir: place.place.folder, yaml: 'registries: [{ kind: memory }]' });
  api = apiClient(rollcall.url);
});
afterAll(async () => {
  await rollcall?.[Symbol.asyncDispose]();
  await place?.[Symbol.asyncDispose]();
});

describe('the list', () => {
  it('has the newest first, as its schema says, and goes on where it ended', async () => {
    const first = await api.get('/api/v1/audit?to=2026-03-02T00:00:00Z&limit=3');
    expect(() => pageSchema(auditRecordSchema).parse(first)).not.toThrow();
    expect(first.total).toBe(COUNT + 1);
    const second = await api.get(`/api/v1/audit?to=2026-03-02T00:00:00Z&limit=2&cursor=${first.nextCursor}`);
    const reasons = [...first.items, ...second.items].map((record: { reason?: string }) => record.reason);
    expect(reasons).toEqual([ODD.reason, 'r2344', 'r2343', 'r2342', 'r2341']);
  });

  it('is narrowed by what is asked for', async () => {
    const total = async (query: string) => (await api.get(`/api/v1/audit?limit=1&${query}`)).total;
    expect(await total('actor=bob')).toBe(1_172);
    expect(await total('service=svc-0&registry=memory&kind=drain&outcome=done')).toBe(782);
    expect(await total('instance=i-7')).toBe(1);
    expect(await total('from=2026-03-01T00:00:10Z&to=2026-03-01T00:00:20Z')).toBe(10);
    expect(await total('q=AND%20left')).toBe(1);
    expect(await total('registry=gone')).toBe(0);
  });

  it.each([
    ['outcome=perhaps', 'outcome'],
    ['from=yesterday', 'from'],
    ['limit=0', 'limit'],
    ['cursor=x', 'cursor'],
    ['actor=a&actor=b', 'actor'],
  ])('refuses %s', async (query, named) => {
    const { status, body } = await api.call('GET', `/api/v1/audit?${query}`);
    expect([status, body.code]).toEqual([400, 'malformed']);
    expect(body.detail).toContain(named);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('knows no %s', async (method) => {
    expect((await api.call(method, '/api/v1/audit')).status).toBe(405);
    expect((await api.call(method, '/api/v1/audit/export')).status).toBe(405);
  });
});

describe('the export', () => {
  it('is CSV of everything that matches, which no spreadsheet runs', async () => {
    const { status, headers, body } = await api.call('GET', '/api/v1/audit/export?format=csv&to=2026-03-02T00:00:00Z');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers.get('content-disposition')).toBe('attachment; filename="rollcall-audit.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    const [head, odd, ...lines] = body.split(/\r\n/);
    expect(head).toBe('at,actor,source,kind,outcome,registry,service,instance,reason,detail,before,after,action,id');
    expect(odd).toMatch(
      /^2026-03-01T00:39:05\.000Z,'=cmd\|calc,::1,login,refused,,,,"said ""hi"",\nand left",,'@x,,,\w+$/,
    );
    expect(lines.pop()).toBe('');
    expect(lines.map((line: string) => line.split(',')[8])).toEqual(RECORDS.map(({ reason }) => reason).reverse());
  });

  it('is a line of JSON a record, narrowed like the list', async () => {
    const { headers, body } = await api.call('GET', '/api/v1/audit/export?format=ndjson&actor=bob');
    expect(headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    const records = body
      .trimEnd()
      .split('\n')
      .map((line: string) => auditRecordSchema.parse(JSON.parse(line)));
    expect(records).toHaveLength(1_172);
    expect(new Set(records.map(({ actor }: { actor: string }) => actor))).toEqual(new Set(['bob']));
  });

  it('of nothing is a head, and no line', async () => {
    expect((await api.call('GET', '/api/v1/audit/export?format=csv&actor=nobody')).body).toMatch(/^at,[\w,]+,id\r\n$/);
    expect((await api.call('GET', '/api/v1/audit/export?format=ndjson&actor=nobody')).body).toBe('');
  });

  it.each(['', 'format=xml'])('refuses another format: %j', async (query) => {
    expect((await api.call('GET', `/api/v1/audit/export?${query}`)).status).toBe(400);
  });

  it('that nobody reads to its end leaves the server as it was', async () => {
    const answer = await fetch(`${rollcall.url}/api/v1/audit/export?format=csv`);
    await answer.body?.cancel();
    expect((await api.get('/api/v1/audit?limit=1')).items).toHaveLength(1);
    expect(rollcall.logs()).not.toMatch(/"level":"error"/);
  });
});
