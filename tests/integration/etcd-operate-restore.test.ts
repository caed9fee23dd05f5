import { describe, expect, it } from 'vitest';
import { createCustomFormat } from '@/lib/registry/etcd/formats/custom-format';
import { parseKeyPattern } from '@/lib/registry/etcd/formats/key-pattern';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import { encoded } from '../fixtures/formats/dubbo';
import { operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

/** Taken out by somebody else, in words its clients honour. */
const ELSEWHERE: readonly (readonly [format: string, key: string, value: string, restored: string])[] = [
  ['rpcx', '/rpcx/Arith/tcp@10.0.0.1:8972', 'calls=1&state=inactive&weight=2', 'calls=1&weight=2'],
  [
    'plain',
    '/services/web/1',
    '{"address":"10.0.0.1","port":80,"health":{"status":"draining","message":"x"}}',
    '{"address":"10.0.0.1","port":80,"health":{"status":"healthy","message":"x"}}',
  ],
  [
    'kratos',
    '/microservices/user/1',
    '{"id":"1","name":"user","metadata":{"weight":"0"},"endpoints":["grpc://10.0.0.1:9000"]}',
    '{"id":"1","name":"user","metadata":{"weight":"100"},"endpoints":["grpc://10.0.0.1:9000"]}',
  ],
  [
    'jupiter',
    'grpc:demo:v1:dev/10.0.0.1:9092',
    '{"Op":1,"Addr":"10.0.0.1:9092","MetadataX":{"name":"demo"}}',
    '{"Op":0,"Addr":"10.0.0.1:9092","MetadataX":{"name":"demo"}}',
  ],
  ['apisix', '/apisix/upstreams/1', '{"nodes":{"10.0.0.1:80":0}}', '{"nodes":{"10.0.0.1:80":1}}'],
];

const REFUSED: readonly (readonly [format: string, key: string, value: string, refusal: RegExp])[] = [
  ['goframe', '/service/default/default/out.svc/v1/10.0.0.8:9000', '{"weight":0}', /set one instead/],
  ['plain-flat', '/services/web/1', '{"address":"10.0.0.1","port":80,"health":"out"}', /wrote over is not known/],
  [
    'dubbo-interface',
    `/dubbo/a.B/providers/${encoded('dubbo://10.0.0.1:20880/a.B?application=shop&disabled=true')}`,
    '',
    /put back there: a.B: disabled=true/,
  ],
];

describe.skipIf(withoutEtcd)('an instance that somebody else took out', () => {
  it.each(ELSEWHERE)('is restored in the words of its format: %s', async (_, key, value, restored) => {
    await using at = await operatedEtcd([{ key, value, leased: true }]);
    const { lease } = at.instance();
    expect(at.instance().rotation).toBe('out');
    const plan = await at.plan(at.instance(), { kind: 'restore' });
    expect(plan.means).toMatch(/^edits its value: /);
    expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
    expect((await at.keys()).get(key)).toMatchObject({ value: restored, lease: lease?.id });
    await at.until(() => at.instance().rotation === 'in');
  });

  it.each(REFUSED)('is left to them where nobody knows what it was: %s', async (_, key, value, refusal) => {
    await using at = await operatedEtcd([{ key, value, leased: true }]);
    const answer = await at.ask(at.instance(), { kind: 'restore' });
    expect(answer).toEqual({ refusal: expect.stringMatching(refusal) });
  });

  it('by a rule for all of a service is not restored by taking back something else', async () => {
    const key = `/dubbo/a.B/providers/${encoded('dubbo://10.0.0.1:20880/a.B?application=shop')}`;
    const rule = `/dubbo/a.B/configurators/${encoded('override://0.0.0.0/a.B?category=configurators&disabled=true')}`;
    await using at = await operatedEtcd([
      { key, value: '', leased: true },
      { key: rule, value: '' },
    ]);
    expect(at.instance().rotation).toBe('out');
    expect(await at.ask(at.instance(), { kind: 'restore' })).toMatchObject({ refusal: expect.anything() });
    expect(await at.plan(at.instance(), { kind: 'drain' })).toMatchObject({ order: null });
  });
});

describe.skipIf(withoutEtcd)('a format of the configuration', () => {
  const key = parseKeyPattern('/acme/{service}/{id}');
  if ('fault' in key) throw new Error(key.fault);
  const words = { passing: ['UP'], warning: [], critical: ['DOWN'], out: ['LEAVING'] };
  const fields = { address: ['at'], health: ['state'], weight: ['w'] };
  const VALUE = '{ "at": "10.0.0.1:80", "state": "UP", "w": 3 }';

  it('is drained and restored in its own words, and weighed', async () => {
    const customFormats = [createCustomFormat({ name: 'acme', key, fields, words })];
    await using at = await operatedEtcd([{ key: '/acme/web/1', value: VALUE, leased: true }], { customFormats });
    const plan = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(plan.order);
    expect((await at.keys()).get('/acme/web/1')?.value).toBe(VALUE.replace('UP', 'LEAVING'));
    await at.until(() => at.instance().rotation === 'out');
    await at.perform((await at.plan(at.instance(), { kind: 'restore' })).order);
    await at.until(() => at.instance().rotation === 'in');
    await at.perform((await at.plan(at.instance(), { kind: 'set-weight', weight: 4 })).order);
    await at.until(() => at.instance().weight === 4);
    expect((await at.keys()).get('/acme/web/1')?.value).toBe(VALUE.replace('3', '4'));
  });

  it('is put aside where no words are described', async () => {
    const customFormats = [createCustomFormat({ name: 'acme', key, fields })];
    await using at = await operatedEtcd([{ key: '/acme/web/1', value: VALUE, leased: true }], { customFormats });
    await at.perform((await at.plan(at.instance(), { kind: 'drain' })).order);
    expect([...(await at.keys()).keys()]).toEqual([`${PARKED_PREFIX}/acme/web/1`]);
    await at.until(() => at.instance().rotation === 'out');
  });
});
