import { describe, expect, it } from 'vitest';
import { createMemoryRegistry } from '@/lib/registry/memory/memory-registry';
import type { Order, Plan, PlanContext, Wish } from '@/lib/registry/operations';
import { collect } from '@/tests/contract/collector';
import { manualClock } from '@/tests/support/manual-clock';

const WEB = { service: 'web', address: '10.0.0.1', port: 8080 };
const { signal } = new AbortController();

async function setUp() {
  const clock = manualClock();
  const registry = createMemoryRegistry({ id: 'memory' }, { clock });
  const collector = collect(registry, clock);
  await collector.until(() => collector.lists() === 1);
  const { operations } = registry;
  if (!operations) throw new Error('the embedded registry can be operated');
  const only = () => {
    const [instance] = collector.instances('web');
    if (!instance) throw new Error('web has no instance');
    return instance;
  };
  const answer = (wish: Wish, context: PlanContext = {}) => operations.plan(only(), wish, context, signal);
  return {
    clock,
    registry,
    collector,
    only,
    answer,
    operations,
    async plan(wish: Wish, context: PlanContext = {}): Promise<Plan> {
      const planned = await answer(wish, context);
      if (!('order' in planned)) throw new Error(JSON.stringify(planned));
      // Orders are kept as JSON in between.
      return JSON.parse(JSON.stringify(planned));
    },
    perform: (order: Order | null) => operations.perform(order ?? {}, undefined, signal),
    until: (state: object) =>
      collector.until(() => {
        const now = new Map(Object.entries(collector.instances('web')[0] ?? {}));
        return Object.entries(state).every(([name, value]) => now.get(name) === value);
      }),
    [Symbol.asyncDispose]: () => collector[Symbol.asyncDispose](),
  };
}

async function registered() {
  const setup = await setUp();
  setup.registry.register('w1', { ...WEB, weight: 10, ttlSeconds: 30 });
  await setup.collector.until(() => setup.collector.instances('web').length === 1);
  return setup;
}

describe('draining in the embedded registry', () => {
  it('takes an instance out and keeps it out over heartbeats and registrations until it is restored', async () => {
    await using setup = await registered();
    const { registry, clock, plan, perform, until, only } = setup;
    const drain = await plan({ kind: 'drain' });
    expect(drain.writes).toEqual([{ what: 'rotation of w1', before: 'in', after: 'out' }]);
    expect(only().rotation).toBe('in');
    expect(await perform(drain.order)).toEqual({ kind: 'done' });
    await until({ rotation: 'out' });
    await clock.advance(5_000);
    registry.heartbeat('w1');
    registry.register('w1', { ...WEB, version: '2', ttlSeconds: 30 });
    await until({ version: '2' });
    expect(only().rotation).toBe('out');
    const restore = await plan({ kind: 'restore' });
    await perform(restore.order);
    await until({ rotation: 'in' });
    expect(setup.collector.changes('web').filter(({ kind }) => kind === 'rotation-changed')).toHaveLength(2);
  });

  it('does an order once, however often it is given', async () => {
    await using setup = await registered();
    const { order } = await setup.plan({ kind: 'drain' });
    await setup.perform(order);
    expect(await setup.perform(order)).toEqual({ kind: 'done' });
    await setup.until({ rotation: 'out' });
    expect(setup.collector.changes('web')).toHaveLength(2);
  });

  it('is taken back by its undo, and not over what somebody did since', async () => {
    await using setup = await registered();
    const drain = await setup.plan({ kind: 'drain' });
    await setup.perform(drain.order);
    expect(await setup.perform(drain.undo)).toEqual({ kind: 'done' });
    await setup.until({ rotation: 'in' });
    setup.registry.deregister('w1');
    expect(await setup.perform(drain.undo)).toMatchObject({ kind: 'conflict' });
  });

  it('has nothing to do where it is so already', async () => {
    await using setup = await registered();
    expect(await setup.plan({ kind: 'restore' })).toMatchObject({ order: null, undo: null, writes: [] });
  });

  it('puts what took itself out back in, until it says so itself', async () => {
    await using setup = await registered();
    const held = { ...setup.only(), rotation: 'out', ttlSeconds: null, since: '2020-01-01T00:00:00.000Z' } as const;
    setup.registry.put([held]);
    await setup.until({ rotation: 'out' });
    await setup.perform((await setup.plan({ kind: 'restore' })).order);
    await setup.until({ rotation: 'in' });
    expect(setup.only().since).toBe(held.since);
    setup.registry.put([held]);
    setup.registry.put([{ ...held, rotation: 'in' }]);
    setup.registry.put([held]);
    await setup.until({ rotation: 'out' });
  });
});

describe('conflicts in the embedded registry', () => {
  it('plans nothing over a revision the operator was not shown', async () => {
    await using setup = await registered();
    const expected = setup.only().revision;
    expect(await setup.answer({ kind: 'drain' }, { expected })).toMatchObject({ revision: expected });
    setup.registry.register('w1', { ...WEB, version: '2' });
    expect(await setup.answer({ kind: 'drain' }, { expected })).toEqual({ conflict: 'it changed since it was shown' });
  });

  it('does nothing over a change between plan and order', async () => {
    await using setup = await registered();
    const wishes: Wish[] = [{ kind: 'drain' }, { kind: 'deregister' }, { kind: 'set-weight', weight: 3 }];
    const plans = await Promise.all(wishes.map((wish) => setup.plan(wish)));
    setup.registry.register('w1', { ...WEB, version: '2' });
    for (const { order } of plans) expect(await setup.perform(order)).toMatchObject({ kind: 'conflict' });
    await setup.until({ version: '2' });
    expect(setup.only()).toMatchObject({ rotation: 'in', weight: 1 });
  });
});

describe('a weight in the embedded registry', () => {
  it('holds until the program registers again, and is taken back by its undo', async () => {
    await using setup = await registered();
    const { undo, order } = await setup.plan({ kind: 'set-weight', weight: 0 });
    await setup.perform(order);
    await setup.until({ weight: 0 });
    await setup.perform(undo);
    await setup.until({ weight: 10 });
    await setup.perform((await setup.plan({ kind: 'set-weight', weight: 3 })).order);
    await setup.until({ weight: 3 });
    setup.registry.register('w1', { ...WEB, weight: 10 });
    await setup.until({ weight: 10 });
  });

  it.each([-1, 65_536, 1.5])('is refused as %d', async (weight) => {
    await using setup = await registered();
    expect(await setup.answer({ kind: 'set-weight', weight })).toHaveProperty('refusal');
  });
});

describe('deregistering in the embedded registry', () => {
  it('removes it; the undo puts the same back, out of rotation as it was, unless another came', async () => {
    await using setup = await registered();
    await setup.perform((await setup.plan({ kind: 'drain' })).order);
    await setup.until({ rotation: 'out' });
    const before = setup.only();
    const { order, undo } = await setup.plan({ kind: 'deregister' });
    expect(await setup.perform(order)).toEqual({ kind: 'done' });
    await setup.collector.until(() => setup.collector.instances('web').length === 0);
    expect(setup.registry.heartbeat('w1')).toBe(false);
    expect(await setup.perform(order)).toEqual({ kind: 'done' });
    expect(await setup.perform(undo)).toEqual({ kind: 'done' });
    expect(await setup.perform(undo)).toEqual({ kind: 'done' });
    await setup.until({ rotation: 'out' });
    expect(setup.only()).toMatchObject({ registeredAt: before.registeredAt, weight: 10, lease: { ttlSeconds: 30 } });
    expect(await setup.perform(order)).toMatchObject({ kind: 'conflict' });
    setup.registry.register('w1', { ...WEB, port: 9 });
    expect(await setup.perform(undo)).toMatchObject({ kind: 'conflict' });
  });
});

describe('registering by hand in the embedded registry', () => {
  it('adds an instance that never expires, and takes it back unless it changed', async () => {
    await using setup = await setUp();
    const planned = await setup.operations.planRegistration({ ...WEB, tags: ['a'] }, {}, signal);
    if (!('order' in planned)) throw new Error(planned.refusal);
    expect(planned.instance).toBe('web-10.0.0.1-8080');
    expect(await setup.perform(planned.order)).toEqual({ kind: 'done' });
    expect(await setup.perform(planned.order)).toEqual({ kind: 'done' });
    await setup.collector.until(() => setup.collector.instances('web').length === 1);
    expect(setup.only()).toMatchObject({ id: planned.instance, tags: ['a'], health: 'passing', lease: null });
    expect(await setup.operations.planRegistration(WEB, {}, signal)).toHaveProperty('refusal');
    expect(await setup.perform(planned.undo)).toEqual({ kind: 'done' });
    await setup.collector.until(() => setup.collector.instances('web').length === 0);
  });

  it('finds an id for names that fit in no address', async () => {
    await using setup = await setUp();
    const odd = { service: 'a/b', address: '::1', port: 1 };
    expect(await setup.operations.planRegistration(odd, {}, signal)).toMatchObject({
      instance: expect.stringMatching(/^[\w-]{22}$/),
    });
  });
});
