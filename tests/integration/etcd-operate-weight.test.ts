import { describe, expect, it } from 'vitest';
import { KNOWN_FORMATS } from '@/lib/registry/etcd/formats/known-formats';
import { allFixtures } from '../fixtures/formats/all-fixtures';
import { operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

const fixtures = await allFixtures();

/** What becomes of the value of the first instance of each format whose clients know a weight. */
const WEIGHED: Readonly<Record<string, readonly [from: string, to: string]>> = {
  plain: ['"weight":"5"', '"weight":"7"'],
  kratos: ['"weight":"100"', '"weight":"7"'],
  goframe: ['"protocol":"http"', '"protocol":"http","weight": 7'],
  kitex: ['"weight":10', '"weight":7'],
  hertz: ['"weight":10', '"weight":7'],
  rpcx: ['weight=5', 'weight=7'],
  coredns: ['"weight":20', '"weight":7'],
  apisix: ['"127.0.0.1:1980":1', '"127.0.0.1:1980":7'],
  'dubbo-application': ['"Weight":100', '"Weight":7'],
};

async function first(format: string) {
  const fixture = fixtures.find(({ format: name, expect: expected }) => name === format && expected.length > 0);
  if (!fixture?.expect[0]) throw new Error(`${format} has no fixture`);
  const at = await operatedEtcd(fixture.keys);
  const { service, address, port } = fixture.expect[0];
  return { at, instance: () => at.instance({ service, address, port }) };
}

describe.skipIf(withoutEtcd)('a weight in a real etcd', () => {
  it.each(Object.entries(WEIGHED))(
    'is set in the value, and taken back to the byte: %s',
    async (format, [from, to]) => {
      const { at, instance } = await first(format);
      await using _ = at;
      const before = await at.keys();
      const { nativeId } = instance();
      const plan = await at.plan(instance(), { kind: 'set-weight', weight: 7 });
      expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
      const was = before.get(nativeId);
      const is = (await at.keys()).get(nativeId);
      expect(is?.value).toBe(was?.value.replace(from, to));
      expect(is?.lease).toBe(was?.lease);
      await at.until(() => instance().weight === 7);
      expect(await at.plan(instance(), { kind: 'set-weight', weight: 7 })).toMatchObject({ order: null });
      await at.perform(plan.undo);
      expect(await at.keys()).toEqual(before);
    },
  );

  it('is a key of its own of Traefik’s, where there is one', async () => {
    const { at, instance } = await first('traefik');
    await using _ = at;
    const before = await at.keys();
    const { order } = await at.plan(instance(), { kind: 'set-weight', weight: 7 });
    await at.perform(order);
    const changed = [...(await at.keys())].filter(([key, { value }]) => before.get(key)?.value !== value);
    expect(changed).toMatchObject([[expect.stringMatching(/servers\/0\/weight$/), { value: '7' }]]);
    await at.until(() => instance().weight === 7);
    const key = 'traefik/http/services/bare/loadbalancer/servers/0/url';
    await at.put(key, 'http://10.9.9.9:80/');
    await at.untilSeen();
    const answer = await at.ask(at.instance({ service: 'bare' }), { kind: 'set-weight', weight: 2 });
    expect(answer).toMatchObject({ refusal: expect.stringContaining('a key of its own') });
  });

  it('is a configurator of Dubbo’s, which replaces the one before', async () => {
    const { at, instance } = await first('dubbo-interface');
    await using _ = at;
    const before = await at.keys();
    const { lease } = before.get(instance().nativeId) ?? {};
    const rules = async () => [...(await at.keys())].filter(([key]) => !before.has(key));
    await at.perform((await at.plan(instance(), { kind: 'set-weight', weight: 7 })).order);
    await at.until(() => instance().weight === 7);
    const plan = await at.plan(instance(), { kind: 'set-weight', weight: 9 });
    await at.perform(plan.order);
    await at.until(() => instance().weight === 9);
    expect(await rules()).toMatchObject([[expect.stringMatching(/weight%3D9$/), { value: '', lease }]]);
    await at.perform(plan.undo);
    expect(await rules()).toMatchObject([[expect.stringMatching(/weight%3D7$/), { value: '', lease }]]);
    await at.perform((await at.plan(instance(), { kind: 'deregister' })).order);
    expect(await rules()).toEqual([]);
  });

  const known = new Set([...Object.keys(WEIGHED), 'traefik', 'dubbo-interface']);
  it.each(KNOWN_FORMATS.map(({ name }) => name).filter((name) => !known.has(name)))(
    'is refused where clients know none: %s',
    async (format) => {
      const { at, instance } = await first(format);
      await using _ = at;
      const answer = await at.ask(instance(), { kind: 'set-weight', weight: 7 });
      expect(answer).toEqual({ refusal: expect.stringMatching(/has no weight that could be set: ./) });
    },
  );

  it.each([
    ['plain', 0],
    ['plain', 1.5],
    ['goframe', 1_001],
    ['coredns', 65_536],
    ['dubbo-interface', -1],
  ])('has bounds: %s, %d', async (format, weight) => {
    const { at, instance } = await first(format);
    await using _ = at;
    const answer = await at.ask(instance(), { kind: 'set-weight', weight });
    expect(answer).toEqual({ refusal: expect.stringMatching(/a whole number from 1 to \d+; .* drain it$/) });
  });

  it('is not set of an instance that is put aside', async () => {
    const { at, instance } = await first('goframe');
    await using _ = at;
    await at.perform((await at.plan(instance(), { kind: 'drain' })).order);
    await at.until(() => instance().rotation === 'out');
    const answer = await at.ask(instance(), { kind: 'set-weight', weight: 7 });
    expect(answer).toEqual({ refusal: 'it is put aside: restore it first' });
  });

  it('puts back in rotation what a weight of 0 took out, and says so', async () => {
    const { at, instance } = await first('kratos');
    await using _ = at;
    await at.perform((await at.plan(instance(), { kind: 'drain' })).order);
    await at.until(() => instance().rotation === 'out');
    const plan = await at.plan(instance(), { kind: 'set-weight', weight: 7 });
    expect(plan.means).toMatch(/puts it back in rotation/);
    await at.perform(plan.order);
    await at.until(() => instance().rotation === 'in' && instance().weight === 7);
  });
});
