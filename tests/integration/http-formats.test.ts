import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recognisedFormatSchema, triedValueSchema } from '@/lib/api/format-schemas';
import { type ApiClient, apiClient, expectProblem, jsonBody } from '../support/api-client';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

const PLAIN = JSON.stringify({ name: 'web', address: '10.0.0.1', port: 80, health: { status: 'healthy' } });

let etcd: EtcdServer;
let writer: EtcdWriter;
let rollcall: RollcallServer;
let api: ApiClient;

const decode = (body: object) => api.call('POST', '/api/v1/formats/decode', jsonBody(body));
const formatOf = async (format: string, query = '') => {
  const { items } = await api.get(`/api/v1/formats${query}`);
  return items.find((item: { format: string }) => item.format === format);
};

describe.skipIf(withoutEtcd)('formats over HTTP', () => {
  beforeAll(async () => {
    etcd = await startEtcd();
    writer = etcdWriter(etcd.endpoint);
    rollcall = await startRollcall({
      env: { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_ETCD_PREFIXES: '', ROLLCALL_DEMO: 'on' },
    });
    api = apiClient(rollcall.url);
  });
  afterAll(async () => {
    expect(rollcall.logs()).not.toContain('request-failed');
    await rollcall[Symbol.asyncDispose]();
    writer.close();
    await etcd[Symbol.asyncDispose]();
  });

  it('lists every known format, also where nothing of it was seen', async () => {
    const { items } = await api.get('/api/v1/formats');
    for (const item of items) expect(recognisedFormatSchema.strict().parse(item)).toEqual(item);
    const names = items.map((item: { kind: string; format: string }) => `${item.kind} ${item.format}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['etcd plain', 'etcd host-port', 'consul consul', 'memory rollcall']));
  });

  it('counts what each registry holds, with examples', async () => {
    await writer.put('/counted/web/1').value(PLAIN);
    await writer.put('/counted/web/2').value(PLAIN);
    await writer.put('/counted/web/3').value('{"neither":1}');
    const plain = await eventually(async () => {
      const item = await formatOf('plain');
      return item.instances === 2 && item.registries[0]?.rejected === 1 && item;
    });
    expect(plain.registries).toEqual([
      {
        registry: 'etcd',
        instances: 2,
        belonging: 0,
        rejected: 1,
        examples: [
          { key: '/counted/web/1', as: 'instance' },
          { key: '/counted/web/2', as: 'instance' },
        ],
      },
    ]);
    const embedded = await formatOf('rollcall');
    expect(embedded.instances).toBe((await api.get('/api/v1/instances?format=rollcall&limit=1')).total);
  });

  it('keeps to one registry, and knows no other', async () => {
    const { items } = await api.get('/api/v1/formats?registry=memory');
    expect(items.map((item: { format: string }) => item.format)).toEqual(['rollcall']);
    expectProblem(await api.call('GET', '/api/v1/formats?registry=nowhere'), 404, 'unknown-registry');
  });

  it.each([undefined, 'etcd', 'memory'])('reads a value as the registry %s would', async (registry) => {
    const answer = await decode({ key: '/services/web/1', value: PLAIN, ...(registry && { registry }) });
    expect(answer.status).toBe(200);
    expect(triedValueSchema.strict().parse(answer.body)).toEqual(answer.body);
    expect(answer.body).toMatchObject({
      outcome: 'instance',
      format: 'plain',
      instances: [{ service: 'web', address: '10.0.0.1', port: 80, health: 'passing', lease: null }],
    });
  });

  it('reads base64, also of bytes that are no text', async () => {
    const value = Buffer.from(PLAIN).toString('base64');
    expect((await decode({ key: '/services/web/1', value, encoding: 'base64' })).body.outcome).toBe('instance');
    const bytes = Buffer.from([0xff, 0x00]).toString('base64');
    expect((await decode({ key: '/services/web/1', value: bytes, encoding: 'base64' })).body).toMatchObject({
      outcome: 'rejected',
      reason: 'the value is not UTF-8 text',
    });
    expectProblem(await decode({ key: 'a', value: 'not base64!', encoding: 'base64' }), 400, 'malformed');
  });

  it('says why a value cannot be read', async () => {
    expect((await decode({ key: '/services/web/1', value: '{"neither":1}' })).body).toEqual({
      outcome: 'rejected',
      reason: 'the JSON holds no address and port under a known name',
      nearestFormat: 'plain',
      instances: [],
    });
  });

  it('changes nothing', async () => {
    await decode({ key: '/services/tried-only/1', value: PLAIN.replace('web', 'tried-only'), registry: 'etcd' });
    expect((await api.get('/api/v1/services?q=tried-only')).total).toBe(0);
  });

  it.each([
    [{ key: '', value: '' }, 'key'],
    [{ key: 'x'.repeat(4_097), value: '' }, 'key'],
    [{ key: '😀'.repeat(1_025), value: '' }, 'key'],
    [{ key: 'a' }, 'value'],
    [{ key: 'a', value: 1 }, 'value'],
    [{ key: 'a', value: '', encoding: 'hex' }, 'encoding'],
    [{ key: 'a', value: '', extra: 1 }, 'extra'],
    [[], 'body'],
  ])('refuses %j', async (body, named) => {
    const answer = await decode(body);
    expectProblem(answer, 400, 'malformed');
    expect(answer.body.detail).toContain(named);
  });

  it('takes a value as large as etcd does, and none that is larger', async () => {
    const largest = 1.5 * 1024 * 1024;
    expect((await decode({ key: '/a/b/c', value: '\u0001'.repeat(largest) })).status).toBe(200);
    expectProblem(await decode({ key: '/a/b/c', value: 'x'.repeat(largest + 1) }), 413, 'too-large');
    expectProblem(await decode({ key: '/a/b/c', value: '\u0001'.repeat(2 * largest) }), 413, 'too-large');
  });

  it('is behind the gate as every POST', async () => {
    const body = { key: 'a', value: '' };
    const foreign = jsonBody(body, { origin: 'https://elsewhere.example' });
    expectProblem(await api.call('POST', '/api/v1/formats/decode', foreign), 403, 'foreign-origin');
    const untyped = { body: JSON.stringify(body), headers: { 'content-type': 'text/plain' } };
    expectProblem(await api.call('POST', '/api/v1/formats/decode', untyped), 415, 'wrong-content-type');
    expectProblem(await decode({ ...body, registry: 'nowhere' }), 404, 'unknown-registry');
  });

  it('tells of no consumers where nobody subscribes', async () => {
    await writer.put('/consumed/web/1').value(PLAIN.replace('web', 'consumed'));
    await api.untilService('etcd', 'consumed', 1);
    const detail = await api.get('/api/v1/registries/etcd/services/consumed');
    expect(detail.consumers).toEqual([]);
    expect(await api.get('/api/v1/registries/etcd/services/consumed/consumers')).toEqual({ items: [] });
  });
});
