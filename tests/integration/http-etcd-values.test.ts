import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiClient, apiClient, servicePath } from '../support/api-client';
import { type EtcdServer, startEtcd, withoutEtcd } from '../support/etcd-server';
import { type EtcdWriter, etcdWriter } from '../support/etcd-writer';
import { cursorAfter, openStream } from '../support/open-stream';
import { type RollcallServer, startRollcall } from '../support/rollcall-server';
import { eventually } from '../support/wait';

/** The largest value etcd takes with a key of some length: a request may have 1.5 MiB. */
const LARGEST_BYTES = 1_572_864 - 512;

let etcd: EtcdServer;
let writer: EtcdWriter;
let rollcall: RollcallServer;
let api: ApiClient;

describe.skipIf(withoutEtcd)('hostile data in etcd', () => {
  beforeAll(async () => {
    etcd = await startEtcd();
    writer = etcdWriter(etcd.endpoint);
    rollcall = await startRollcall({ env: { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_ETCD_PREFIXES: '' } });
    api = apiClient(rollcall.url);
  });
  afterAll(async () => {
    expect(rollcall.logs()).not.toContain('request-failed');
    expect(rollcall.logs()).not.toContain('watch-failed');
    await rollcall[Symbol.asyncDispose]();
    writer.close();
    await etcd[Symbol.asyncDispose]();
  });

  const rejection = (key: string) =>
    eventually(async () => {
      const { items } = await api.get('/api/v1/rejected?limit=1000');
      return items.find((item: { key: string }) => item.key === key);
    });
  const put = (key: string | Buffer, value: string | Buffer) => writer.put(key).value(value).exec();

  it('shows an instance whose value is as large as etcd takes', async () => {
    const frame = JSON.stringify(plainValue('largest', { filler: '' }));
    const filler = 'x'.repeat(LARGEST_BYTES - frame.length);
    await put('/services/largest/a', JSON.stringify(plainValue('largest', { filler })));
    const [instance] = await api.untilService('etcd', 'largest', 1);
    expect(instance.metadata.filler).toHaveLength(filler.length);
    const inspected = await api.get(`/api/v1/registries/etcd/instances/${instance.id}`);
    expect(inspected.raw).toContain(filler);
    await writer.delete().key('/services/largest/a');
    await eventually(async () => (await api.call('GET', servicePath('etcd', 'largest'))).status === 404);
  });

  it('goes on while the largest value changes again and again', async () => {
    await using stream = await openStream(`${rollcall.url}/api/v1/stream?view=changes`);
    await stream.take(2);
    for (let round = 0; round < 300; round++) {
      const filler = String(round).padStart(1_500_000, 'x');
      await put('/services/churning/a', JSON.stringify(plainValue('churning', { filler })));
    }
    await eventually(
      async () => {
        const { items } = await api.get('/api/v1/changes?service=churning&limit=1');
        const [instance] = (await api.get(servicePath('etcd', 'churning'))).instances;
        return instance.metadata.filler.endsWith('299') && items.length === 1;
      },
      { timeoutMs: 30_000 },
    );
    expect((await api.get('/api/v1/registries')).items[0].link.state).toBe('live');
    await using fresh = await openStream(`${rollcall.url}/api/v1/stream?view=changes&view=instances`);
    expect(cursorAfter(await fresh.take(3))).toMatch(/^[0-9a-z]+\.\d+$/);
    await writer.delete().key('/services/churning/a');
    await eventually(async () => (await api.call('GET', servicePath('etcd', 'churning'))).status === 404);
  });

  it('rejects a value as large as etcd takes that says nothing, with its reason', async () => {
    await put('/services/noise/a', Buffer.alloc(LARGEST_BYTES, 0x78));
    expect((await rejection('/services/noise/a')).reason).toMatch(/neither a JSON object nor host:port/);
  });

  it.each([
    ['invalid-utf8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), /UTF-8/],
    ['utf16', Buffer.from('{"address":"10.0.0.1","port":1}', 'utf16le'), /./],
    ['empty', Buffer.alloc(0), /empty/],
    ['half-json', Buffer.from('{"address":'), /not valid JSON/],
    ['array', Buffer.from('[1]'), /./],
    ['null', Buffer.from('null'), /./],
    ['no-address', Buffer.from('{"id":"x"}'), /./],
    ['port-out-of-range', Buffer.from('{"id":"x","address":"10.0.0.1","port":70000}'), /port/],
    ['deep', Buffer.from(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), /./],
  ])('rejects the value "%s" with its reason, and shows its neighbours', async (name, value, reason) => {
    await put(`/services/rejected-${name}/bad`, value);
    await put(`/services/rejected-${name}/good`, JSON.stringify(plainValue(`rejected-${name}`)));
    expect((await rejection(`/services/rejected-${name}/bad`)).reason).toMatch(reason);
    await api.untilService('etcd', `rejected-${name}`, 1);
  });

  it('takes a key off the list of rejected ones when its value is good again', async () => {
    await put('/services/mended/a', 'rubbish');
    await rejection('/services/mended/a');
    await put('/services/mended/a', JSON.stringify(plainValue('mended')));
    await api.untilService('etcd', 'mended', 1);
    const { items } = await api.get('/api/v1/rejected?limit=1000');
    expect(items.map(({ key }: { key: string }) => key)).not.toContain('/services/mended/a');
  });

  it.each([
    ['%2F', '/services/escaped%2Fname/a%2Fb'],
    ['spaces', '/services/ two words / a '],
    ['emoji', '/services/🦄/🏳️‍🌈'],
    ['NUL', '/services/nul\0byte/a\0b'],
    ['line breaks', '/services/line\r\nbreak/a\nevent: end'],
    ['markup', '/services/<script>alert(1)</script>/"a"'],
    ['dots', '/services/../..'],
    ['no slash', 'bare'],
    ['many slashes', '////services////a////'],
    ['backslashes', '/services/a\\x00b/c\\xFF'],
    ['prototype names', '/services/__proto__/constructor'],
  ])('finds the instance of a key with %s by its id', async (_, key) => {
    await put(key, JSON.stringify({ ...plainValue('odd-keys'), name: 'odd-keys' }));
    const instance = await eventually(async () => {
      const { instances } = (await api.call('GET', servicePath('etcd', 'odd-keys'))).body;
      return instances?.find((candidate: { nativeId: string }) => candidate.nativeId === key);
    });
    expect(instance.id).toMatch(/^[A-Za-z0-9_.~-]+$/);
    const inspected = await api.get(`/api/v1/registries/etcd/instances/${instance.id}`);
    expect(inspected).toMatchObject({ nativeId: key, service: 'odd-keys', raw: expect.stringContaining('odd-keys') });
    await writer.delete().key(key);
    await eventually(
      async () => (await api.call('GET', `/api/v1/registries/etcd/instances/${instance.id}`)).status === 404,
    );
  });

  it('finds the instance of a key that is not UTF-8 by its id', async () => {
    const key = Buffer.concat([Buffer.from('/services/bytes/'), Buffer.from([0xff, 0x00, 0xfe])]);
    await put(key, JSON.stringify(plainValue('bytes')));
    const [instance] = await api.untilService('etcd', 'bytes', 1);
    expect(instance.nativeId).toBe('/services/bytes/\\xFF\\x00\\xFE');
    expect((await api.get(`/api/v1/registries/etcd/instances/${instance.id}`)).raw).toContain('bytes');
  });

  it.each([
    ['1,000 characters', 'n'.repeat(1_000)],
    ['a slash', 'team/orders'],
    ['emoji', '🦄'],
    ['NUL', 'a\0b'],
  ])('shows a service whose name has %s', async (_, service) => {
    await put(
      `/services/named/${Buffer.from(service).toString('hex').slice(0, 40)}`,
      JSON.stringify(plainValue(service)),
    );
    await api.untilService('etcd', service, 1);
    expect((await api.call('GET', `/registries/etcd/services/${encodeURIComponent(service)}`)).status).toBe(200);
  });

  it('makes of half a surrogate pair a name that can stand in an address', async () => {
    const value = JSON.stringify(plainValue('LONE')).replaceAll('LONE', 'lone\\ud800');
    await put('/services/lone/a', value);
    const found = await eventually(async () => {
      const { items } = await api.get('/api/v1/instances?q=lone');
      return items[0];
    });
    expect(found.service.isWellFormed()).toBe(true);
    await api.untilService('etcd', found.service, 1);
  });

  it('keeps metadata under names that objects have of their own', async () => {
    const untilTold = (kind: string) =>
      eventually(async () => {
        const { items } = await api.get(`/api/v1/changes?service=own-names&kind=${kind}`);
        return items.length === 1;
      });
    const value = JSON.stringify(plainValue('own-names', { constructor: 'a', toString: 'b' }));
    await put('/services/own-names/a', value.replace('"constructor"', '"__proto__":"c","constructor"'));
    const [instance] = await api.untilService('etcd', 'own-names', 1);
    expect(instance.metadata).toMatchObject({ constructor: 'a', toString: 'b' });
    await untilTold('registered');
    await put('/services/own-names/a', JSON.stringify(plainValue('own-names', { constructor: 'z' })));
    await untilTold('updated');
  });

  it('lets nothing of it into the frames of a stream', async () => {
    await using stream = await openStream(`${rollcall.url}/api/v1/stream?view=instances&registry=etcd`);
    await stream.take(2);
    await put('/services/frames/a', JSON.stringify(plainValue('a\r\n\r\nevent: end\ndata: {}\n\n\u2028')));
    const [change] = await stream.take(1);
    expect(change).toMatchObject({
      name: 'change',
      data: { upserted: [{ service: expect.stringContaining('event: end') }] },
    });
  });
});

function plainValue(name: string, metadata: Record<string, string> = {}) {
  return { id: 'x', name, version: '1.0.0', address: '10.0.0.1', port: 8080, metadata, health: { status: 'healthy' } };
}
