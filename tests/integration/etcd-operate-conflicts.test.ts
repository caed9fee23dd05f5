import { describe, expect, it } from 'vitest';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import { operatedEtcd } from '../support/etcd-operate';
import { withoutEtcd } from '../support/etcd-server';
import { plainValue } from '../support/etcd-watch';

const KEY = '/services/web/1';
const MICRO = '/micro/registry/greeter/greeter-1';
const MICRO_VALUE = '{"name":"greeter","endpoints":null,"nodes":[{"id":"greeter-1","address":"10.0.0.1:80"}]}';
const RPCX = '/rpcx/Arith/tcp@10.0.0.1:8972';
const HEALTHY = plainValue({ health: { status: 'healthy' } });

describe.skipIf(withoutEtcd)('somebody else writes as well', () => {
  it('between what was shown and the plan', async () => {
    await using at = await operatedEtcd([{ key: KEY, value: HEALTHY }]);
    const shown = at.instance();
    await at.put(KEY, plainValue({ version: '2' }));
    const answer = await at.ask(shown, { kind: 'drain' }, { expected: shown.revision });
    expect(answer).toEqual({ conflict: 'somebody else changed it since it was shown' });
    await at.untilSeen();
    expect(await at.plan(at.instance(), { kind: 'drain' }, { expected: at.instance().revision })).toBeDefined();
  });

  it.each([
    ['an edit', KEY, HEALTHY],
    ['a parking', MICRO, MICRO_VALUE],
  ])('between the plan and %s', async (_, key, value) => {
    await using at = await operatedEtcd([{ key, value, leased: true }]);
    const plans = [
      await at.plan(at.instance(), { kind: 'drain' }),
      await at.plan(at.instance(), { kind: 'deregister' }),
    ];
    await at.put(key, `${value} `, await at.grant());
    const before = await at.keys();
    for (const { order } of plans) {
      expect(await at.perform(order)).toMatchObject({ kind: 'conflict', detail: expect.stringContaining('somebody') });
    }
    expect(await at.keys()).toEqual(before);
  });

  it('after an edit: its bytes of before are not written over theirs', async () => {
    await using at = await operatedEtcd([{ key: KEY, value: HEALTHY }]);
    const { order, undo } = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(order);
    await at.put(KEY, plainValue({ version: '2', health: { status: 'draining' } }));
    await at.untilSeen();
    const given = undo ? { undo } : {};
    expect(await at.ask(at.instance(), { kind: 'restore' }, given)).toEqual({
      conflict: expect.stringMatching(/changed/),
    });
    expect(await at.perform(undo)).toMatchObject({ kind: 'conflict' });
  });

  it('the key of an instance that was put aside: it is not put back over it', async () => {
    await using at = await operatedEtcd([{ key: MICRO, value: MICRO_VALUE, leased: true }]);
    const { order, undo } = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(order);
    await at.untilSeen();
    const back = await at.plan(at.instance(), { kind: 'restore' });
    await at.put(MICRO, MICRO_VALUE.replace(':80', ':81'));
    const before = await at.keys();
    for (const late of [undo, back.order]) expect(await at.perform(late)).toMatchObject({ kind: 'conflict' });
    expect(await at.keys()).toEqual(before);
  });

  it('nothing, and it was put back already when it is asked for again', async () => {
    await using at = await operatedEtcd([{ key: MICRO, value: MICRO_VALUE, leased: true }]);
    await at.perform((await at.plan(at.instance(), { kind: 'drain' })).order);
    await at.until(() => at.instance().rotation === 'out');
    const shown = at.instance();
    await at.perform((await at.plan(shown, { kind: 'restore' })).order);
    expect(await at.plan(shown, { kind: 'restore' })).toMatchObject({ order: null });
  });

  it('the last key of an instance away: there is nothing left to plan', async () => {
    await using at = await operatedEtcd([{ key: KEY, value: HEALTHY }]);
    const shown = at.instance();
    await at.writer.delete().key(KEY);
    expect(await at.ask(shown, { kind: 'deregister' })).toEqual({ conflict: 'it is no longer there' });
  });

  it('nothing, but its lease ends between plan and order: the program is gone', async () => {
    await using at = await operatedEtcd([{ key: MICRO, value: MICRO_VALUE, leased: true }]);
    const { order, undo } = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(order);
    await at.untilSeen();
    const { lease } = at.instance();
    await at.writer.leaseClient.leaseRevoke({ ID: lease?.id ?? '' });
    expect(await at.perform(undo)).toMatchObject({ kind: 'conflict', detail: expect.stringMatching(/lease|wrote/) });
    expect([...(await at.keys()).keys()]).toEqual([]);
  });
});

describe.skipIf(withoutEtcd)('a program that rewrites its value at every tick', () => {
  const started = 'calls=0.00&connections=0.00&group=a&weight=5';
  const ticked = started.replace('calls=0.00', 'calls=7.25');

  it('is no conflict when measurements are all that moved', async () => {
    await using at = await operatedEtcd([{ key: RPCX, value: started, leased: true }]);
    const shown = at.instance();
    const lease = shown.lease?.id ?? '';
    await at.put(RPCX, ticked, lease);
    const plan = await at.plan(shown, { kind: 'drain' }, { expected: shown.revision });
    // What was shown and what was read are the same to the operator.
    expect(plan.revision).toBe(shown.revision);
    await at.put(RPCX, ticked.replace('7.25', '8.50'), lease);
    expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
    const key = (await at.keys()).get(RPCX);
    expect(key).toMatchObject({ value: `${ticked.replace('7.25', '8.50')}&state=inactive`, lease });
    // The server's own next tick keeps the edit, and sorts.
    await at.put(RPCX, 'calls=1.00&connections=2.00&group=a&state=inactive&weight=5', lease);
    expect(await at.perform(plan.order)).toEqual({ kind: 'done' });
    await at.until(() => at.instance().rotation === 'out');
    const restore = await at.plan(at.instance(), { kind: 'restore' }, plan.undo ? { undo: plan.undo } : {});
    await at.perform(restore.order);
    expect((await at.keys()).get(RPCX)).toMatchObject({
      value: 'calls=1.00&connections=2.00&group=a&weight=5',
      lease,
    });
    expect([plan.returnWindowSeconds, restore.returnWindowSeconds]).toEqual([35, 35]);
  });

  it('puts back a state that was another one before', async () => {
    await using at = await operatedEtcd([{ key: RPCX, value: 'state=active&calls=0', leased: true }]);
    const { order, undo } = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(order);
    expect((await at.keys()).get(RPCX)?.value).toBe('state=inactive&calls=0');
    await at.put(RPCX, 'calls=3&state=inactive', at.instance().lease?.id);
    expect(await at.perform(undo)).toEqual({ kind: 'done' });
    expect((await at.keys()).get(RPCX)?.value).toBe('calls=3&state=active');
  });

  it('is a conflict when somebody set its weight', async () => {
    await using at = await operatedEtcd([{ key: RPCX, value: started, leased: true }]);
    const shown = at.instance();
    const { order } = await at.plan(shown, { kind: 'drain' });
    await at.put(RPCX, ticked.replace('weight=5', 'weight=6'), shown.lease?.id);
    const before = await at.keys();
    expect(await at.ask(shown, { kind: 'drain' }, { expected: shown.revision })).toEqual({
      conflict: expect.stringMatching(/changed/),
    });
    expect(await at.perform(order)).toMatchObject({ kind: 'conflict' });
    expect(await at.keys()).toEqual(before);
  });

  it('is a conflict when nobody knows any more what was shown', async () => {
    await using at = await operatedEtcd([{ key: RPCX, value: started, leased: true }]);
    const shown = at.instance();
    await at.put(RPCX, ticked, shown.lease?.id);
    const { header } = await at.writer.kv.put({ key: Buffer.from('x'), value: Buffer.from('y') });
    await at.writer.kv.compact({ revision: header.revision, physical: true });
    expect(await at.ask(shown, { kind: 'drain' }, { expected: shown.revision })).toEqual({
      conflict: expect.stringMatching(/changed/),
    });
    expect(await at.ask(shown, { kind: 'drain' }, { expected: 'x' })).toEqual({
      conflict: expect.stringMatching(/changed/),
    });
  });

  it('is deregistered whatever it measured meanwhile', async () => {
    await using at = await operatedEtcd([{ key: RPCX, value: started, leased: true }]);
    const { order, undo } = await at.plan(at.instance(), { kind: 'deregister' });
    await at.put(RPCX, ticked, at.instance().lease?.id);
    expect(await at.perform(order)).toEqual({ kind: 'done' });
    expect(await at.perform(order)).toEqual({ kind: 'done' });
    expect((await at.keys()).has(RPCX)).toBe(false);
    expect(await at.perform(undo)).toEqual({ kind: 'done' });
    expect((await at.keys()).get(RPCX)?.value).toBe(started);
  });
});

describe.skipIf(withoutEtcd)('an instance that was put aside', () => {
  it('disappears with its lease', async () => {
    await using at = await operatedEtcd([{ key: MICRO, value: MICRO_VALUE, leased: true }]);
    await at.perform((await at.plan(at.instance(), { kind: 'drain' })).order);
    await at.until(() => at.instance().rotation === 'out');
    await at.writer.leaseClient.leaseRevoke({ ID: at.instance().lease?.id ?? '' });
    await at.until(() => at.instances().length === 0);
    expect([...(await at.keys()).keys()]).toEqual([]);
  });

  it('is in rotation again when it registers again, and its copy is cleared', async () => {
    await using at = await operatedEtcd([{ key: MICRO, value: MICRO_VALUE, leased: true }]);
    const { order, onReturn } = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(order);
    await at.until(() => at.instance().rotation === 'out');
    expect(await at.perform(onReturn)).toEqual({ kind: 'done' });
    expect((await at.keys()).has(PARKED_PREFIX + MICRO)).toBe(true);
    await at.put(MICRO, MICRO_VALUE);
    await at.until(() => at.instance().rotation === 'in');
    expect(await at.perform(onReturn)).toEqual({ kind: 'done' });
    expect([...(await at.keys()).keys()]).toEqual([MICRO]);
    await at.untilSeen();
    expect(at.instance()).toMatchObject({ rotation: 'in', nativeId: MICRO });
  });

  it('keeps a copy that is no longer the one put aside', async () => {
    await using at = await operatedEtcd([{ key: MICRO, value: MICRO_VALUE }]);
    const { order, onReturn } = await at.plan(at.instance(), { kind: 'drain' });
    await at.perform(order);
    await at.put(PARKED_PREFIX + MICRO, `${MICRO_VALUE}\n`);
    await at.put(MICRO, MICRO_VALUE);
    expect(await at.perform(onReturn)).toEqual({ kind: 'done' });
    expect((await at.keys()).has(PARKED_PREFIX + MICRO)).toBe(true);
  });

  it.each([
    ['heartbeat', { health: 'passing', last_seen: '2026-01-02T03:04:05Z' }],
    ['check', { health: { status: 'healthy', last_check: '2026-01-02T03:04:05Z' } }],
  ])('is expected back where its program writes its value at every %s', async (_, told) => {
    const value = plainValue(told);
    await using at = await operatedEtcd([{ key: KEY, value, leased: true }]);
    const plan = await at.plan(at.instance(), { kind: 'drain' });
    expect(plan).toMatchObject({ fate: { kind: 'undone', withinSeconds: 30 }, returnWindowSeconds: 35 });
  });

  it('may have a key that is no text', async () => {
    await using at = await operatedEtcd();
    const key = Buffer.concat([Buffer.from('/services/web/'), Buffer.from([0xff, 0x00, 0xe4])]);
    const twin = '/services/web/\\xFF\\x00\\xE4';
    await at.put(key, plainValue({ health: 'passing', meta: {} }), await at.grant());
    await at.put(twin, plainValue({ port: 81, health: 'passing', meta: {} }));
    await at.untilSeen();
    const { id, nativeId } = at.instance({ port: 8080 });
    const plan = await at.plan(at.instance({ port: 8080 }), { kind: 'drain' });
    expect(plan.writes.map(({ what }) => what)).toEqual([
      `delete ${nativeId}`,
      expect.stringMatching(/^put \/rollcall\/parked\/.*\\xFF\\x00\\xE4 on lease \d+$/),
    ]);
    await at.perform(plan.order);
    await at.until(() => at.instances().some((instance) => instance.id === id && instance.rotation === 'out'));
    const parked = { key: Buffer.concat([Buffer.from(PARKED_PREFIX), key]) };
    expect((await at.writer.kv.range(parked)).kvs).toHaveLength(1);
    await at.perform((await at.plan(at.instance({ port: 8080 }), { kind: 'restore' })).order);
    expect((await at.writer.kv.range({ key })).kvs).toHaveLength(1);
    expect((await at.writer.kv.range(parked)).kvs).toHaveLength(0);
  });
});
