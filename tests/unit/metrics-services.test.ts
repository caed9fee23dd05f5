import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OTHER_SERVICES, ServiceNames } from '@/lib/metrics/service-names';
import { meteredFeed } from '../support/metered-feed';

const at = (service: string, address = '10.0.0.1') => ({ service, address, port: 80 });
const series = (service: string, status: string) => `{service_name="${service}",status="${status}"}`;
const instances = (service: string, status: string) =>
  `{registry="memory",service_name="${service}",status="${status}"}`;

describe('the metrics of services', () => {
  it('tell instances by state, all states of a service, and together all of it', async () => {
    await using fixture = await meteredFeed();
    fixture.registry.register('a', { ...at('web'), ttlSeconds: 10 });
    fixture.registry.register('b', at('web', '10.0.0.2'));
    await fixture.settled();
    await fixture.clock.advance(11_000);
    await fixture.settled();
    expect(await fixture.read('service_instances')).toEqual({
      [instances('web', 'passing')]: 1,
      [instances('web', 'warning')]: 0,
      [instances('web', 'critical')]: 1,
      [instances('web', 'unknown')]: 0,
      [instances('web', 'out')]: 0,
    });
    fixture.registry.deregister('a');
    fixture.registry.deregister('b');
    await fixture.settled();
    expect(await fixture.read('service_instances')).toEqual({});
  });

  it('count who comes, comes back and goes', async () => {
    await using fixture = await meteredFeed();
    fixture.registry.register('a', at('web'));
    fixture.registry.register('b', at('shop'));
    await fixture.settled();
    fixture.registry.deregister('a');
    fixture.registry.register('a', at('web'));
    await fixture.settled();
    expect(await fixture.read('service_registrations_total')).toEqual({
      [series('web', 'registered')]: 1,
      [series('web', 're-registered')]: 1,
      [series('web', 'deregistered')]: 1,
      [series('shop', 'registered')]: 1,
    });
  });

  it('count the checks that turn in a registry, and every one that Rollcall makes', async () => {
    await using fixture = await meteredFeed();
    fixture.registry.register('a', { ...at('web'), ttlSeconds: 10 });
    await fixture.settled();
    expect(await fixture.read('health_checks_total')).toEqual({});
    await fixture.clock.advance(11_000);
    fixture.registry.heartbeat('a');
    await fixture.settled();
    const turned = { [series('web', 'critical')]: 1, [series('web', 'passing')]: 1 };
    expect(await fixture.read('health_checks_total')).toEqual(turned);
    for (let n = 0; n < 3; n += 1) {
      fixture.metrics.checkMade({ registry: 'memory', instance: 'a', status: 'passing' });
    }
    fixture.metrics.checkMade({ registry: 'memory', instance: 'gone', status: 'critical' });
    expect(await fixture.read('health_checks_total')).toEqual({ ...turned, [series('web', 'passing')]: 4 });
  });

  it('fold the small services into one, and keep what was counted there', async () => {
    await using fixture = await meteredFeed(2);
    const { registry } = fixture;
    const fill = (service: string, count: number) => {
      for (let n = 0; n < count; n += 1) registry.register(`${service}-${n}`, at(service, `10.1.0.${n + 1}`));
    };
    fill('large', 3);
    fill('middle', 2);
    fill('small', 1);
    fill('tiny', 1);
    await fixture.settled();
    const passing = async () => {
      const all = await fixture.read('service_instances');
      return Object.fromEntries(
        Object.entries(all).filter(([labels, count]) => labels.includes('passing') && count > 0),
      );
    };
    expect(await passing()).toEqual({
      [instances('large', 'passing')]: 3,
      [instances('middle', 'passing')]: 2,
      [instances(OTHER_SERVICES, 'passing')]: 2,
    });
    const before = await fixture.read('service_registrations_total');
    expect(before).toMatchObject({ [series(OTHER_SERVICES, 'registered')]: expect.any(Number) });
    // One that was folded grows: from now on it is counted by name, and what was counted before stays where it is.
    for (let n = 1; n < 6; n += 1) registry.register(`tiny-${n}`, at('tiny', `10.2.0.${n}`));
    await fixture.settled();
    expect(await passing()).toMatchObject({ [instances('tiny', 'passing')]: 6 });
    registry.deregister('tiny-5');
    await fixture.settled();
    const after = await fixture.read('service_registrations_total');
    expect(after[series('tiny', 'deregistered')]).toBe(1);
    for (const [labels, count] of Object.entries(before)) expect(after[labels]).toBeGreaterThanOrEqual(count);
  });

  it('survive names that would break the text they are told in', async () => {
    await using fixture = await meteredFeed();
    const hostile = `a"} 1\n\\evil{${'x'.repeat(10_000)}`;
    fixture.registry.register('a', at(hostile));
    await fixture.settled();
    const text = await fixture.metrics.registry.getSingleMetricAsString('service_registrations_total');
    expect(text.split('\n').filter((line) => line.includes('evil'))).toHaveLength(1);
    expect(text).toContain('service_name="a\\"} 1\\n\\\\evil{xxx');
    expect(text.length).toBeLessThan(1_000);
  });
});

describe('the names of services in metrics', () => {
  it('are bounded, and end only with the service, whatever comes and goes', () => {
    const sizes = fc.dictionary(fc.constantFrom(...'abcdefghij'), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.array(sizes, { maxLength: 20 }), (limit, rounds) => {
        const names = new ServiceNames(limit);
        const counted = new Set<string>();
        for (const round of rounds) {
          const present = new Map(Object.entries(round));
          for (const ended of names.resize(present)) {
            expect(present.has(ended)).toBe(false);
            counted.delete(ended);
          }
          const gauges = new Set([...present.keys()].map((name) => names.gaugeName(name)));
          gauges.delete(OTHER_SERVICES);
          expect(gauges.size).toBe(Math.min(limit, present.size));
          for (const name of present.keys()) {
            const label = names.counterName(name);
            if (counted.has(name)) expect(label).toBe(name);
            if (label === name) counted.add(name);
          }
          expect(counted.size).toBeLessThanOrEqual(limit * 2);
        }
      }),
    );
  });

  it('are those of the largest', () => {
    const names = new ServiceNames(2);
    names.resize(new Map([['a', 1], ['b', 3], ['c', 2], ['d', 1]])); // biome-ignore format: one line says it
    expect(['a', 'b', 'c', 'd'].map((name) => names.gaugeName(name))).toEqual([
      OTHER_SERVICES,
      'b',
      'c',
      OTHER_SERVICES,
    ]);
  });
});
