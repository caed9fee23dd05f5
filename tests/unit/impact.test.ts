import { describe, expect, it } from 'vitest';
import { impactOf } from '@/lib/domain/impact';
import type { Instance } from '@/lib/domain/instance';
import { sampleInstance } from '../support/catalog-samples';

const drain = { kind: 'drain' } as const;

function of(count: number, facts: (index: number) => Partial<Instance> = () => ({})): Instance[] {
  return Array.from({ length: count }, (_, index) => sampleInstance(`i${index}`, facts(index)));
}

function taking(count: number): ReadonlySet<string> {
  return new Set(Array.from({ length: count }, (_, index) => `i${index}`));
}

describe('what an action leaves of a service', () => {
  it('shares what is left by weight', () => {
    const instances = of(3, (index) => ({ weight: [5, 1, 1][index] ?? null }));
    const { before, after, shares } = impactOf(instances, taking(1), drain);
    expect(before).toEqual({ instances: 3, weight: 7 });
    expect(after).toEqual({ instances: 2, weight: 2 });
    expect(shares).toEqual([
      { instance: 'i0', before: 5 / 7, after: 0 },
      { instance: 'i1', before: 1 / 7, after: 0.5 },
      { instance: 'i2', before: 1 / 7, after: 0.5 },
    ]);
  });

  it('counts what is critical or out as no capacity', () => {
    const instances = of(
      3,
      (index) => [{}, { health: 'critical' as const }, { rotation: 'out' as const }][index] ?? {},
    );
    expect(impactOf(instances, new Set(), drain).before).toEqual({ instances: 1, weight: 1 });
  });

  it('takes equal parts where every weight is 0', () => {
    const { shares } = impactOf(
      of(2, () => ({ weight: 0 })),
      new Set(),
      drain,
    );
    expect(shares.map(({ after }) => after)).toEqual([0.5, 0.5]);
  });

  it.each([
    [2, 1, false],
    [4, 2, false],
    [3, 2, true],
    [1, 1, true],
    [10, 6, true],
    [10, 5, false],
  ])('of %i taking %i is dangerous: %s', (all, taken, isDangerous) => {
    expect(impactOf(of(all), taking(taken), drain).isDangerous).toBe(isDangerous);
  });

  it('measures the danger by what is in rotation, whatever is already out', () => {
    const instances = of(4, (index) => ({ rotation: index >= 2 ? 'out' : 'in' }));
    expect(impactOf(instances, taking(2), drain).warnings).toEqual([{ code: 'nothing-left' }]);
    expect(impactOf(instances, new Set(['i2', 'i3']), drain)).toMatchObject({ isDangerous: false, warnings: [] });
  });

  it('says when it takes the last passing one', () => {
    const instances = of(3, (index) => ({ health: index === 0 ? 'passing' : 'warning' }));
    expect(impactOf(instances, taking(1), drain).warnings).toEqual([{ code: 'last-passing' }]);
  });

  it('says when it takes the last of a zone or a version', () => {
    const instances = of(4, (index) => ({ zone: index === 0 ? 'a' : 'b', version: index < 2 ? '1' : '2' }));
    expect(impactOf(instances, taking(2), drain).warnings).toEqual([
      { code: 'last-in-zone', name: 'a' },
      { code: 'last-of-version', name: '1' },
    ]);
  });

  it('gives a restored instance its share back', () => {
    const instances = of(2, (index) => ({ rotation: index === 0 ? 'out' : 'in' }));
    const { after, isDangerous } = impactOf(instances, taking(1), { kind: 'restore' });
    expect(after.instances).toBe(2);
    expect(isDangerous).toBe(false);
  });

  it('counts a new weight', () => {
    const { shares } = impactOf(
      of(2, () => ({ weight: 1 })),
      taking(1),
      { kind: 'set-weight', weight: 3 },
    );
    expect(shares.map(({ after }) => after)).toEqual([0.75, 0.25]);
  });
});
