import { describe, expect, it } from 'vitest';
import { encoded } from '../fixtures/formats/dubbo';
import { operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

const RPCX = '/rpcx/Arith/tcp@10.0.0.1:8972';
const UPSTREAM = '/apisix/upstreams/1';

describe.skipIf(withoutEtcd)('what takes an edit back', () => {
  it('gives the bytes of before, however oddly they were written', async () => {
    await using at = await operatedEtcd([{ key: RPCX, value: 'weight=5&&state=&calls=0&', leased: true }]);
    const before = await at.keys();
    const { order, undo } = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(order);
    expect(await at.perform(undo)).toEqual({ kind: 'done' });
    expect(await at.keys()).toEqual(before);
  });

  it.each([
    ['{ "nodes": { "10.0.0.1:80": 1,  "10.0.0.2:80": 2, "10.0.0.3:80": 3 } }'],
    [
      '{ "nodes": [ {"host":"10.0.0.1","port":80,"weight":1},  {"host":"10.0.0.2","port":80,"weight":1},{"host":"10.0.0.3","port":80,"weight":1}] }',
    ],
  ])('gives them in a value that others share, in whatever order they are taken back: %s', async (value) => {
    await using at = await operatedEtcd([{ key: UPSTREAM, value }]);
    const before = await at.keys();
    const nodes = () => at.instances().map(({ address }) => at.instance({ address }));
    for (const kind of ['drain', 'deregister'] as const) {
      const plans = [];
      for (const node of nodes().slice(0, 2)) plans.push(await at.plan(node, { kind }));
      for (const { order } of plans) expect(await at.perform(order)).toEqual({ kind: 'done' });
      for (const { order } of plans) expect(await at.perform(order)).toEqual({ kind: 'done' });
      await at.untilSeen();
      expect(at.instances().filter(({ rotation }) => rotation === 'in')).toHaveLength(1);
      for (const { undo } of plans) expect(await at.perform(undo)).toEqual({ kind: 'done' });
      for (const { undo } of plans) expect(await at.perform(undo)).toEqual({ kind: 'done' });
      if (kind === 'drain') expect(await at.keys()).toEqual(before);
      await at.untilSeen();
      expect(nodes()).toHaveLength(3);
      await at.put(UPSTREAM, value);
      await at.untilSeen();
    }
  });

  it('leaves a node alone that somebody else weighed meanwhile', async () => {
    const value = '{"nodes":[{"host":"10.0.0.1","port":80,"weight":1},{"host":"10.0.0.2","port":80,"weight":1}]}';
    await using at = await operatedEtcd([{ key: UPSTREAM, value }]);
    const { order } = await at.plan(at.instance({ address: '10.0.0.1' }), { kind: 'drain' });
    await at.put(UPSTREAM, value.replace('"weight":1', '"weight":9'));
    const before = await at.keys();
    expect(await at.perform(order)).toMatchObject({ kind: 'conflict' });
    expect(await at.keys()).toEqual(before);
  });
});

describe.skipIf(withoutEtcd)('a Dubbo provider that has just restarted', () => {
  const IFACE = 'shop.Cart';
  const keyOf = (timestamp: number, iface = IFACE) =>
    `/dubbo/${iface}/providers/${encoded(`dubbo://10.0.0.7:20880/${iface}?application=shop&timestamp=${timestamp}`)}`;
  const ruleOf = (setting: string, iface = IFACE) =>
    `/dubbo/${iface}/configurators/${encoded(`override://10.0.0.7:20880/${iface}?category=configurators&dynamic=false&enabled=true&${setting}`)}`;

  it('is drained and weighed by one rule, on the lease of its newer key', async () => {
    await using at = await operatedEtcd();
    const [old, fresh] = [await at.grant(), await at.grant()];
    await at.put(keyOf(2), '', old);
    await at.put(keyOf(1), '', fresh);
    await at.untilSeen();
    const before = await at.keys();
    for (const [wish, setting] of [
      [{ kind: 'drain' }, 'disabled=true'],
      [{ kind: 'set-weight', weight: 3 }, 'weight=3'],
    ] as const) {
      const { order, undo } = await at.plan(at.instance(), wish);
      expect(await at.perform(order)).toEqual({ kind: 'done' });
      expect(await at.perform(order)).toEqual({ kind: 'done' });
      expect((await at.keys()).get(ruleOf(setting))?.lease).toBe(fresh);
      expect(await at.perform(undo)).toEqual({ kind: 'done' });
      expect(await at.keys()).toEqual(before);
      await at.untilSeen();
    }
  });

  it('is weighed where some of its interfaces have that weight already', async () => {
    await using at = await operatedEtcd();
    const lease = await at.grant();
    const others = ['shop.A', 'shop.B', 'shop.C'];
    for (const iface of others) await at.put(keyOf(1, iface), '', lease);
    await at.put(ruleOf('weight=7', 'shop.A'), '', lease);
    await at.untilSeen();
    const { order } = await at.plan(at.instance(), { kind: 'set-weight', weight: 7 });
    expect(await at.perform(order)).toEqual({ kind: 'done' });
    await at.until(() => at.instance().weight === 7);
    for (const iface of others) expect((await at.keys()).get(ruleOf('weight=7', iface))?.lease).toBe(lease);
  });
});
