import { describe, expect, it } from 'vitest';
import { distributionOf, metadataOf, tagsOf } from '@/components/instances/distribution';
import { columnsFor } from '@/components/instances/instance-columns';
import { compareInstancesBy } from '@/components/instances/instance-sorts';
import { leaseLeft } from '@/components/instances/lease-left';
import { sharedTraits } from '@/components/instances/shared-traits';
import type { Check } from '@/lib/domain/instance';
import { sampleInstance } from '../support/catalog-samples';

function failing(output: string): Check[] {
  return [
    {
      id: 'c',
      name: 'http',
      kind: 'http',
      status: 'critical',
      output,
      since: '2026-01-01T00:00:00.000Z',
      sinceAtLeast: false,
    },
  ];
}

describe('what the critical instances share', () => {
  it('is the version that the others do not all run, and the same output', () => {
    const traits = sharedTraits([
      sampleInstance('a', { health: 'critical', version: 'v2', checks: failing('503') }),
      sampleInstance('b', { health: 'critical', version: 'v2', checks: failing('503') }),
      sampleInstance('c', { version: 'v1' }),
    ]);
    expect(traits).toEqual({ health: 'critical', count: 2, version: 'v2', output: '503' });
  });

  it('is nothing where every instance has it', () => {
    const same = { version: 'v1', zone: 'a' };
    expect(
      sharedTraits([
        sampleInstance('a', { ...same, health: 'critical' }),
        sampleInstance('b', { ...same, health: 'critical' }),
        sampleInstance('c', same),
      ]),
    ).toBeNull();
  });

  it('is not asked of a single one, nor of those out of rotation', () => {
    const sick = { health: 'critical', version: 'v2' } as const;
    expect(
      sharedTraits([sampleInstance('a', sick), sampleInstance('b', { ...sick, rotation: 'out' }), sampleInstance('c')]),
    ).toBeNull();
  });

  it('tells a registration that lies close together and apart from the others', () => {
    const traits = sharedTraits([
      sampleInstance('a', { health: 'warning', registeredAt: '2026-01-02T14:26:00.000Z' }),
      sampleInstance('b', { health: 'warning', registeredAt: '2026-01-02T14:27:00.000Z' }),
      sampleInstance('c', { registeredAt: '2026-01-01T00:00:00.000Z' }),
    ]);
    expect(traits?.registered).toEqual(['2026-01-02T14:26:00.000Z', '2026-01-02T14:27:00.000Z']);
  });
});

describe('a lease', () => {
  const reading = { remainingSeconds: 12, ttlSeconds: 15, readAt: 1_000 };

  it('counts down from when it was read', () => {
    expect(leaseLeft(reading, 1_000)).toEqual({ seconds: 12, share: 0.8, isLow: false });
    expect(leaseLeft(reading, 10_000)).toMatchObject({ seconds: 3, isLow: true });
  });

  it('never falls below nothing', () => {
    expect(leaseLeft(reading, 99_000)).toMatchObject({ seconds: 0, share: 0 });
  });

  it('has no share without a time to live, and nothing left where the registry did not say', () => {
    expect(leaseLeft({ ...reading, ttlSeconds: null }, 1_000)).toMatchObject({ share: null, isLow: false });
    expect(leaseLeft({ ...reading, remainingSeconds: null }, 1_000)).toBeNull();
  });
});

describe('the instances of a service', () => {
  it('are counted by value, the commonest first', () => {
    const list = [
      sampleInstance('a', { zone: 'x' }),
      sampleInstance('b', { zone: 'y' }),
      sampleInstance('c', { zone: 'y' }),
      sampleInstance('d'),
    ];
    expect(distributionOf(list, ({ zone }) => zone)).toEqual([
      { value: 'y', count: 2 },
      { value: 'x', count: 1 },
    ]);
  });

  it('keep metadata apart from what every object has', () => {
    const list = [
      sampleInstance('a', { metadata: { team: 'x' } }),
      sampleInstance('b', { metadata: { constructor: 'y' } }),
    ];
    expect(metadataOf(list)).toEqual([
      { key: 'constructor', values: [{ value: 'y', count: 1 }] },
      { key: 'team', values: [{ value: 'x', count: 1 }] },
    ]);
  });

  it('count a tag once an instance', () => {
    expect(tagsOf([sampleInstance('a', { tags: ['t', 't'] }), sampleInstance('b', { tags: ['t'] })])).toEqual([
      { value: 't', count: 2 },
    ]);
  });

  it('show a column only where one of them has something to say', () => {
    const ids = columnsFor([sampleInstance('a', { zone: 'x' })]).map(({ id }) => id);
    expect(ids).toEqual(['select', 'expand', 'health', 'since', 'rotation', 'address', 'zone', 'history', 'menu']);
  });

  it('sort those without a version last', () => {
    const sorted = [sampleInstance('a'), sampleInstance('b', { version: 'v1' })].sort(compareInstancesBy('version'));
    expect(sorted.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
