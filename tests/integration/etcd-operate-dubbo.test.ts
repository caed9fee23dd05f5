import { describe, expect, it } from 'vitest';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import { groupsOf, readOrder, toOrder } from '@/lib/registry/etcd/operate/stored-order';
import { encoded } from '../fixtures/formats/dubbo';
import { type OperatedEtcd, operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';

const APP = '/services/shop/10.0.0.7:20880';
const APP_VALUE =
  '{"serviceName":"shop","host":"10.0.0.7","port":20880,"enabled":true,"healthy":true,"metadata":{"dubbo.metadata.revision":"a"}}';
/** More than one transaction takes, whatever is written of each. */
const MANY = 300;

function provider(iface: string, query = ''): string {
  return `/dubbo/${iface}/providers/${encoded(`dubbo://10.0.0.7:20880/${iface}?application=shop&side=provider${query}`)}`;
}

/** A provider of many interfaces on one lease, some of them with a version, and its application beside them. */
async function manyInterfaces(): Promise<{ at: OperatedEtcd; lease: string; providers: readonly string[] }> {
  const at = await operatedEtcd();
  const lease = await at.grant();
  const providers = Array.from({ length: MANY }, (_, n) => provider(`shop.S${n}`, n % 2 ? '&version=1.0.0' : ''));
  for (const key of providers) await at.put(key, '', lease);
  await at.put(APP, APP_VALUE, lease);
  await at.untilSeen();
  return { at, lease, providers };
}

describe.skipIf(withoutEtcd)('a Dubbo provider of hundreds of interfaces', () => {
  it('is drained at both levels, restored, and deregistered, in as many transactions as it takes', async () => {
    const { at, lease, providers } = await manyInterfaces();
    await using _ = at;
    const before = await at.keys();
    const own = at.instance();
    const drain = await at.plan(own, { kind: 'drain' });
    expect(drain.means).toMatch(/each of its 300 interfaces, and puts its key aside, on its own lease \d+$/);
    expect(await at.perform(drain.order)).toEqual({ kind: 'done' });
    expect(await at.perform(drain.order)).toEqual({ kind: 'done' });
    await at.until(() => at.instance().rotation === 'out');
    const drained = await at.keys();
    const rules = [...drained].filter(([key]) => key.includes('/configurators/'));
    expect(rules).toHaveLength(MANY);
    expect(new Set(rules.map(([, raw]) => raw.lease))).toEqual(new Set([lease]));
    expect(drained.get(PARKED_PREFIX + APP)).toMatchObject({ value: APP_VALUE, lease });
    expect(at.instance().metadata['dubbo.out']).toContain('disabled=true');

    const restore = await at.plan(at.instance(), { kind: 'restore' });
    expect(await at.perform(restore.order)).toEqual({ kind: 'done' });
    expect(await at.keys()).toEqual(before);
    await at.until(() => at.instance().rotation === 'in');

    const gone = await at.plan(at.instance(), { kind: 'deregister' });
    expect(gone.writes).toHaveLength(providers.length + 1);
    expect(await at.perform(gone.order)).toEqual({ kind: 'done' });
    await at.until(() => at.instances().length === 0);
    expect(await at.keys()).toEqual(new Map());
    expect(await at.perform(gone.undo)).toEqual({ kind: 'done' });
    expect(await at.keys()).toEqual(before);
  });

  it('is as it was when the last of the transactions meets a conflict', async () => {
    const { at, providers } = await manyInterfaces();
    await using _ = at;
    const plans = [
      await at.plan(at.instance(), { kind: 'drain' }),
      await at.plan(at.instance(), { kind: 'deregister' }),
    ];
    const last = providers.toSorted().at(-1) ?? '';
    for (const key of [last, APP]) await at.put(key, key === APP ? `${APP_VALUE} ` : 'other', await at.grant());
    const before = await at.keys();
    for (const { order } of plans) expect(await at.perform(order)).toMatchObject({ kind: 'conflict' });
    expect(await at.keys()).toEqual(before);
  });

  it.each(['drain', 'deregister'] as const)(
    'is as it was when the last of the transactions that take it back meets a conflict: %s',
    async (kind) => {
      const { at } = await manyInterfaces();
      await using _ = at;
      const { order, undo } = await at.plan(at.instance(), { kind });
      await at.perform(order);
      // It came back by itself: what was put aside, or deleted, is not put back over it.
      await at.put(APP, `${APP_VALUE} `, await at.grant());
      const before = await at.keys();
      expect(await at.perform(undo)).toMatchObject({ kind: 'conflict' });
      expect(await at.keys()).toEqual(before);
    },
  );

  it('is restored where it is only half out', async () => {
    const { at } = await manyInterfaces();
    await using _ = at;
    await at.perform((await at.plan(at.instance(), { kind: 'drain' })).order);
    await at.put(APP, APP_VALUE, await at.grant());
    await at.until(() => at.instance().rotation === 'in');
    const { order, means } = await at.plan(at.instance(), { kind: 'restore' });
    expect(means).toMatch(/^deletes the 300 configurators/);
    expect(await at.perform(order)).toEqual({ kind: 'done' });
    expect([...(await at.keys()).keys()].filter((key) => key.includes('/configurators/'))).toEqual([]);
  });

  it('is all back when a part of it came back while the answer was lost', async () => {
    const { at } = await manyInterfaces();
    await using _ = at;
    const { order } = await at.plan(at.instance(), { kind: 'drain' });
    const before = await at.keys();
    expect(await at.perform(order)).toEqual({ kind: 'done' });
    const lease = await at.grant();
    await at.put(APP, APP_VALUE, lease);
    expect(await at.perform(order)).toMatchObject({ kind: 'conflict' });
    expect([...(await at.keys()).keys()]).toEqual([...before.keys()]);
  });

  it('goes on where a restart cut it off', async () => {
    const { at } = await manyInterfaces();
    await using _ = at;
    const { order } = await at.plan(at.instance(), { kind: 'drain' });
    const stored = readOrder(order ?? {});
    if (stored.kind !== 'change') throw new Error('not an order of changes');
    const [first] = groupsOf(stored.sets);
    // Each set writes one key.
    const begun = stored.sets.slice(0, first?.changes.length);
    expect(await at.perform(toOrder({ ...stored, sets: begun }))).toEqual({ kind: 'done' });
    await at.untilSeen();
    expect(at.instance().rotation).toBe('in');
    expect(await at.perform(order)).toMatchObject({ kind: 'done' });
    await at.until(() => at.instance().rotation === 'out');
  });
});
