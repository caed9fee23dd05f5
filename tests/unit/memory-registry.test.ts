import { describe, expect, it } from 'vitest';
import { RegistryError } from '@/lib/domain/errors';
import { createMemoryRegistry, type MemoryRegistryOptions } from '@/lib/registry/memory/memory-registry';
import type { RegistryEvent } from '@/lib/registry/port';
import { collect } from '@/tests/contract/collector';
import { manualClock } from '@/tests/support/manual-clock';

const WEB = { service: 'web', address: '10.0.0.1', port: 8080 };

async function setUp(options: Partial<MemoryRegistryOptions> = {}) {
  const clock = manualClock();
  const registry = createMemoryRegistry({ id: 'memory', ...options }, { clock });
  const collector = collect(registry, clock);
  await collector.until(() => collector.lists() === 1);
  const story = () =>
    collector.changes('web').map(({ kind, from, to, cause }) => [kind, from, to, cause].filter(Boolean).join(' '));
  return { clock, registry, collector, story, [Symbol.asyncDispose]: () => collector[Symbol.asyncDispose]() };
}

describe('an instance with a TTL', () => {
  it('becomes critical within half a second of its missed TTL, and is removed 60 s later', async () => {
    await using setup = await setUp();
    const { clock, registry, collector, story } = setup;
    registry.register('w1', { ...WEB, ttlSeconds: 10 });
    await clock.advance(9_900);
    expect(story()).toEqual(['registered passing']);
    await clock.advance(600);
    expect(story()).toEqual(['registered passing', 'health-changed passing critical']);
    expect(collector.changes('web')[1]?.output).toMatch(/^no heartbeat for 10 s, expected every 10 s/);
    await clock.advance(59_000);
    expect(story()).toHaveLength(2);
    await clock.advance(1_500);
    expect(story().at(-1)).toBe('deregistered critical lease-expired');
  });

  it('stays passing while heartbeats come, and they are no changes', async () => {
    await using setup = await setUp();
    const { clock, registry, story } = setup;
    registry.register('w1', { ...WEB, ttlSeconds: 10 });
    for (let round = 0; round < 20; round += 1) {
      await clock.advance(8_000);
      expect(registry.heartbeat('w1')).toBe(true);
    }
    expect(story()).toEqual(['registered passing']);
  });

  it('is passing again with the next heartbeat, and not removed', async () => {
    await using setup = await setUp();
    const { clock, registry, story } = setup;
    registry.register('w1', { ...WEB, ttlSeconds: 10 });
    await clock.advance(40_000);
    registry.heartbeat('w1');
    await clock.advance(9_000);
    expect(story()).toEqual([
      'registered passing',
      'health-changed passing critical',
      'health-changed critical passing',
    ]);
  });

  it('is given its time again when it registers again while critical', async () => {
    await using setup = await setUp();
    const { clock, registry, collector } = setup;
    registry.register('w1', { ...WEB, ttlSeconds: 10 });
    await clock.advance(40_000);
    expect(registry.register('w1', { ...WEB, ttlSeconds: 10 })).toBe('updated');
    await clock.advance(5_000);
    expect(collector.instances('web')[0]?.health).toBe('passing');
  });

  it('is removed when the configured time is over', async () => {
    await using setup = await setUp({ removeAfterSeconds: 5 });
    const { clock, registry, collector } = setup;
    registry.register('w1', { ...WEB, ttlSeconds: 10 });
    await clock.advance(16_500);
    expect(collector.instances('web')).toEqual([]);
  });

  it('is critical first, not gone, when the machine slept through both times', async () => {
    await using setup = await setUp();
    const { clock, registry, collector } = setup;
    registry.register('w1', { ...WEB, ttlSeconds: 10 });
    await collector.abort();
    await clock.advance(3_600_000);
    await using later = collect(registry);
    await later.until(() => later.lists() === 1);
    expect(later.instances('web')[0]).toMatchObject({ health: 'critical' });
  });

  it('tells the remaining time of its lease on demand', async () => {
    await using setup = await setUp();
    const { clock, registry } = setup;
    registry.register('w1', { ...WEB, ttlSeconds: 10 });
    registry.register('w2', WEB);
    await clock.advance(4_000);
    const leases = await registry.leases?.(['w1', 'w2', 'gone'], AbortSignal.timeout(1_000));
    expect([...(leases ?? [])]).toEqual([['w1', { id: 'w1', ttlSeconds: 10, remainingSeconds: 6 }]]);
  });
});

describe('an instance without a TTL', () => {
  it('never expires', async () => {
    await using setup = await setUp();
    const { clock, registry, story } = setup;
    registry.register('w1', WEB);
    await clock.advance(3_600_000);
    expect(story()).toEqual(['registered passing']);
  });

  it('may change everything but its id, and keeps when it was registered', async () => {
    await using setup = await setUp();
    const { clock, registry, collector } = setup;
    registry.register('w1', WEB);
    const before = collector.instances('web')[0];
    await clock.advance(1_000);
    registry.register('w1', { ...WEB, service: 'shop', port: 9090, metadata: { zone: 'eu-1a' }, weight: 5 });
    await collector.until(() => collector.instances('shop').length === 1);
    expect(collector.instances('web')).toEqual([]);
    const after = collector.instances('shop')[0];
    expect(after).toMatchObject({ id: 'w1', port: 9090, zone: 'eu-1a', weight: 5, format: 'rollcall' });
    expect(after?.registeredAt).toBe(before?.registeredAt ?? '2026-01-05T09:00:00.000Z');
  });

  it('takes metadata for data, whatever its keys are called', async () => {
    await using setup = await setUp();
    const { registry, collector } = setup;
    registry.register('w1', { ...WEB, metadata: JSON.parse('{"__proto__":"x","constructor":"y"}') });
    await collector.until(() => collector.instances('web').length === 1);
    expect(collector.instances('web')[0]?.zone).toBeNull();
    registry.register('w1', WEB);
    await collector.until(() => collector.changes('web').length === 2);
    expect(collector.changes('web')[1]?.fields).toEqual([
      { field: 'metadata.__proto__', from: 'x', to: null },
      { field: 'metadata.constructor', from: 'y', to: null },
    ]);
  });
});

describe('the embedded registry', () => {
  it('says when an instance it is asked about is not there', async () => {
    await using setup = await setUp();
    const { registry, collector } = setup;
    expect(registry.heartbeat('nobody')).toBe(false);
    expect(registry.deregister('nobody')).toBe(false);
    registry.register('w1', WEB);
    await collector.until(() => collector.instances('web').length === 1);
    const [instance] = collector.instances('web');
    registry.deregister('w1');
    if (!instance) throw new Error('not listed');
    await expect(registry.inspect(instance, AbortSignal.timeout(1_000))).rejects.toBeInstanceOf(RegistryError);
  });

  it('serves several watchers alike', async () => {
    await using setup = await setUp();
    const { clock, registry, collector } = setup;
    await using other = collect(registry, clock);
    await other.until(() => other.lists() === 1);
    registry.register('w1', WEB);
    await other.until(() => other.instances('web').length === 1);
    await collector.until(() => collector.instances('web').length === 1);
    expect(other.instances('web')).toEqual(collector.instances('web'));
  });

  it('gives a watcher that lags behind a fresh list instead of an endless queue', async () => {
    const registry = createMemoryRegistry({ id: 'memory', lagLimit: 3 }, { clock: manualClock() });
    const abortion = new AbortController();
    const watch = registry.watch(abortion.signal);
    const kinds = async (count: number) => {
      const events: RegistryEvent[] = [];
      while (events.length < count) {
        const { value } = await watch.next();
        if (value) events.push(value);
      }
      return events.map((event) => event.kind);
    };
    expect(await kinds(2)).toEqual(['list', 'link']);
    for (let version = 0; version < 10; version += 1) registry.register('w1', { ...WEB, version: String(version) });
    registry.register('w2', WEB);
    expect(await kinds(1)).toEqual(['list']);
    registry.deregister('w2');
    expect(await kinds(1)).toEqual(['batch']);
    abortion.abort();
    expect(await watch.next()).toEqual({ value: undefined, done: true });
  });

  it('leaves nothing running when its watch has ended', async () => {
    const { clock, collector } = await setUp();
    await collector.abort();
    expect(clock.sleepers()).toBe(0);
  });
});
