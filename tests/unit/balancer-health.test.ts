import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENVOY_PANIC, eligible } from '@/lib/balancer/eligible';
import { priorityLoads } from '@/lib/balancer/priority-load';
import type { Health, Rotation } from '@/lib/domain/instance';

interface Seen {
  readonly health: Health;
  readonly rotation: Rotation;
}

const healths = fc.constantFrom<Health>('passing', 'warning', 'critical', 'unknown');
const seen = fc.record({ health: healths, rotation: fc.constantFrom<Rotation>('in', 'out') });

function fleetOf(healthy: number, total: number): Seen[] {
  return Array.from({ length: total }, (_, index) => ({
    health: index < healthy ? 'passing' : 'critical',
    rotation: 'in',
  }));
}

describe('who may be picked', () => {
  it('is everybody below the panic threshold, the healthy above it (Envoy MaxUnhealthyPanic)', () => {
    expect(eligible(fleetOf(2, 6))).toMatchObject({ isPanic: true, instances: { length: 6 } });
    expect(eligible(fleetOf(4, 6))).toMatchObject({ isPanic: false, instances: { length: 4 } });
    expect(eligible(fleetOf(3, 6)).isPanic).toBe(false);
  });

  it('is nobody where panic fails traffic, or is off and all are down (MaxUnhealthyPanicDisableOnPanic, DisablePanicMode)', () => {
    expect(eligible(fleetOf(2, 6), { ...ENVOY_PANIC, failsTraffic: true })).toEqual({ isPanic: true, instances: [] });
    expect(eligible(fleetOf(0, 1), { ...ENVOY_PANIC, thresholdPercent: 0 })).toEqual({ isPanic: false, instances: [] });
    expect(eligible([])).toEqual({ isPanic: false, instances: [] });
  });

  it('is never who is out of rotation, and who is critical only in panic', () => {
    fc.assert(
      fc.property(fc.array(seen, { maxLength: 20 }), (all) => {
        const { instances, isPanic } = eligible(all);
        expect(instances.every(({ rotation }) => rotation === 'in')).toBe(true);
        if (!isPanic) expect(instances.every(({ health }) => health !== 'critical')).toBe(true);
      }),
    );
  });
});

describe('failover between priorities (Envoy load_balancer_impl_base_test.cc, GentleFailover, and priority.rst)', () => {
  it.each([
    ['1/2 1/2', '70 30'],
    ['1/4 2/2', '35 65'],
    ['1/4 1/4', '50! 50!'],
    ['72/100 100/100', '100 0'],
    ['71/100 100/100', '99 1'],
    ['50/100 100/100', '70 30'],
    ['25/100 100/100', '35 65'],
    // priority.rst rounds this row to 7 and 93; the code gives what rounding down leaves to the first.
    ['5/100 65/100', '8! 92'],
  ])('%s: %s', (given, expected) => {
    const priorities = given.split(' ').map((part) => {
      const [healthy = 0, total = 0] = part.split('/').map(Number);
      return { healthy, total };
    });
    const loads = priorityLoads(priorities).map(({ percent, isPanic }) => `${percent}${isPanic ? '!' : ''}`);
    expect(loads.join(' ')).toBe(expected);
  });
});
