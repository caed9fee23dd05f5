import { describe, expect, it } from 'vitest';
import { createDemoFleet } from '@/lib/demo/demo-fleet';
import { SERVICE_PLANS } from '@/lib/demo/plans';
import type { Instance } from '@/lib/domain/instance';
import { createMemoryRegistry } from '@/lib/registry/memory/memory-registry';
import { collect } from '@/tests/contract/collector';
import { manualClock } from '@/tests/support/manual-clock';

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const MINUTE_MS = 60_000;

/** A fleet, and one who watches it from before its first moment. */
async function setUp({ seed = 1, speed = 1 } = {}) {
  const clock = manualClock();
  const registry = createMemoryRegistry({ id: 'memory' }, { clock });
  const fleet = createDemoFleet({ registry, clock, log: SILENT, seed, speed });
  const collector = collect(registry, clock);
  await collector.until(() => collector.lists() === 1);
  const ended = new AbortController();
  const running = fleet.run(ended.signal);
  const services = SERVICE_PLANS.map((plan) => plan.name);
  return {
    clock,
    registry,
    collector,
    changes: () => services.flatMap((service) => collector.changes(service)).sort((a, b) => a.event - b.event),
    instances: (): Instance[] => services.flatMap((service) => collector.instances(service)),
    async [Symbol.asyncDispose]() {
      ended.abort();
      await running;
      await collector.abort();
    },
  };
}

async function history(given: { seed: number; speed: number }) {
  await using demo = await setUp(given);
  const first = demo.instances();
  await demo.clock.advance(15 * MINUTE_MS);
  return { first, changes: demo.changes(), last: demo.instances() };
}

describe('the demo fleet', { timeout: 60_000 }, () => {
  it('is there from the first moment: many services in several versions and zones, some in trouble', async () => {
    await using demo = await setUp();
    const instances = demo.instances();
    const distinct = (of: (instance: Instance) => string | null) => new Set(instances.map(of)).size;
    expect(distinct((instance) => instance.service)).toBeGreaterThanOrEqual(12);
    expect(instances.length).toBeGreaterThanOrEqual(60);
    expect(distinct((instance) => instance.zone)).toBe(3);
    expect(distinct((instance) => `${instance.address}:${instance.port}`)).toBe(instances.length);
    const count = (health: string) => instances.filter((instance) => instance.health === health).length;
    expect([count('critical'), count('warning'), count('unknown')]).toEqual([4, 9, 4]);
    expect(instances.filter((instance) => instance.rotation === 'out')).toHaveLength(8);
    expect(new Set(demo.collector.instances('payments').map((instance) => instance.version)).size).toBe(2);
  });

  it('has a past: nothing began at the moment of the start, and nobody is in a state from before it was registered', async () => {
    await using demo = await setUp();
    const start = new Date(demo.clock.now()).toISOString();
    for (const instance of demo.instances()) {
      expect(instance.since < start).toBe(true);
      expect((instance.registeredAt ?? '') < instance.since).toBe(true);
    }
  });

  it('says in a check why an instance is not passing, where it has checks', async () => {
    await using demo = await setUp();
    await demo.clock.advance(20 * MINUTE_MS);
    for (const { health, checks } of demo.instances()) {
      if (checks.length === 0) continue;
      expect(checks.some((check) => check.status === health)).toBe(true);
      if (health === 'critical') expect(checks.find((check) => check.status === health)?.output).not.toBe('');
    }
  });

  it('never stands still for more than 20 s at speed 1', async () => {
    await using demo = await setUp();
    for (let minute = 0; minute < 30; minute += 1) await demo.clock.advance(MINUTE_MS);
    const times = demo.collector.times();
    const gapsMs = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.max(...gapsMs)).toBeLessThanOrEqual(20_000);
    expect(times.length).toBeGreaterThan(150);
  });

  it('deploys, scales, drains, and loses instances to crashes, and keeps its size over half a day', async () => {
    await using demo = await setUp({ speed: 60 });
    const { length } = demo.instances();
    await demo.clock.advance(12 * MINUTE_MS);
    const changes = demo.changes();
    const kinds = new Set(changes.map((change) => change.kind));
    expect(kinds).toEqual(new Set(['registered', 'deregistered', 'health-changed', 'rotation-changed', 'updated']));
    expect(changes.some((change) => change.cause === 'lease-expired')).toBe(true);
    expect(changes.some((change) => change.output?.startsWith('no heartbeat for'))).toBe(true);
    expect(demo.instances().length).toBeGreaterThan(length * 0.6);
    expect(demo.instances().length).toBeLessThan(length * 1.5);
    const passing = demo.instances().filter((instance) => instance.health === 'passing');
    expect(passing.length).toBeGreaterThan(demo.instances().length * 0.75);
  });

  it('tells the same history for the same seed and speed, and another one for another seed', async () => {
    const [once, again, other] = [
      await history({ seed: 7, speed: 10 }),
      await history({ seed: 7, speed: 10 }),
      await history({ seed: 8, speed: 10 }),
    ];
    expect(again.first).toEqual(once.first);
    expect(again.changes).toEqual(once.changes);
    expect(again.changes.length).toBeGreaterThan(100);
    expect(other.changes).not.toEqual(once.changes);
  });

  it('goes on with what an operator drained and without what he deregistered, until that is put back', async () => {
    await using demo = await setUp({ speed: 10 });
    const { operations } = demo.registry;
    const { signal } = new AbortController();
    const [drained, gone, other] = demo.collector.instances('audit-log');
    if (!operations || !drained || !gone || !other)
      throw new Error('audit-log has three instances that can be operated');
    const plan = async (kind: 'drain' | 'deregister', target: Instance) => {
      const planned = await operations.plan(target, { kind }, {}, signal);
      if (!('order' in planned) || !planned.order || !planned.undo) throw new Error('refused');
      return { order: planned.order, undo: planned.undo };
    };
    const removal = await plan('deregister', gone);
    for (const { order } of [await plan('drain', drained), removal]) await operations.perform(order, undefined, signal);
    await demo.clock.advance(2 * MINUTE_MS);
    const now = new Map(demo.collector.instances('audit-log').map((instance) => [instance.id, instance.rotation]));
    expect(now.get(drained.id)).toBe('out');
    expect(now.has(gone.id)).toBe(false);
    await operations.perform(removal.undo, undefined, signal);
    await demo.collector.until(() => demo.collector.instances('audit-log').some(({ id }) => id === gone.id));
    await demo.clock.advance(12 * MINUTE_MS);
    expect(demo.changes().length).toBeGreaterThan(100);
  });

  it('ends when it is told to, wherever it is', async () => {
    const demo = await setUp();
    await demo.clock.advance(10_000);
    await demo[Symbol.asyncDispose]();
    expect(demo.clock.sleepers()).toBe(0);
  });
});
