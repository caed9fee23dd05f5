import { describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import { type FleetMember, fleetFrom, fleetOf, fleetText, isSameFleet, madeUpFleet } from '@/lib/view/simulation-fleet';
import { participants, ratePerSecond, scenarioOf } from '@/lib/view/simulation-plan';
import { setupProblem } from '@/lib/view/simulation-problem';
import { renewedSetup } from '@/lib/view/simulation-renewal';
import { DEFAULT_SETUP, type Setup } from '@/lib/view/simulation-setup';
import { sampleInstance } from '../support/catalog-samples';

function given(part: Partial<Instance>): Instance {
  return sampleInstance(part.id ?? 'a', part);
}

describe('the fleet of a simulation', () => {
  it('is the instances of the service by address; who is out of rotation takes no part', () => {
    const fleet = fleetOf([
      given({ id: 'b', address: '10.0.0.2', port: 80, weight: 50, rotation: 'out' }),
      given({ id: 'a', address: '10.0.0.1', port: 80, weight: null, health: 'critical' }),
    ]);
    expect(fleet.map(({ key, weight, takesPart }) => [key, weight, takesPart])).toEqual([
      ['10.0.0.1:80', 1, true],
      ['10.0.0.2:80', 50, false],
    ]);
    expect(fleetFrom(fleetText(fleet))).toEqual(fleet);
  });

  it('is cut where a link could not hold it', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => given({ id: `${i}`, address: `h-${i}`.repeat(9), port: 1 }));
    const fleet = fleetOf(many);
    expect(fleet.length).toBeGreaterThan(100);
    expect(fleetText(fleet).length).toBeLessThan(10_000);
  });

  it('is another where somebody came, became critical or is out, and the same where only a warning came', () => {
    const fleet = madeUpFleet(3);
    const changed = (part: object) => fleet.map((member, place) => (place === 1 ? { ...member, ...part } : member));
    expect(isSameFleet(fleet, changed({ health: 'warning', slowness: 9 }))).toBe(true);
    for (const part of [{ health: 'critical' }, { rotation: 'out' }, { weight: 2 }, { key: 'x:1' }])
      expect(isSameFleet(fleet, changed(part))).toBe(false);
    expect(isSameFleet(fleet, madeUpFleet(4))).toBe(false);
  });

  it('is no other because of what was set here', () => {
    const read = madeUpFleet(3);
    const edited = read.map((member, place) => (place === 1 ? { ...member, weight: 9, isEdited: true } : member));
    expect(isSameFleet(read, edited)).toBe(true);
    expect(isSameFleet(read.slice(1), edited)).toBe(false);
    expect(fleetFrom(fleetText(edited))).toEqual(edited);
    const [, renewed] = renewedSetup({ ...DEFAULT_SETUP, fleet: edited }, read).fleet;
    expect(renewed).toMatchObject({ weight: 9, isEdited: true });
  });

  it('keeps what was asked for its members when it is renewed', () => {
    const fleet = madeUpFleet(2).map((member, place) => ({ ...member, slowness: 3, takesPart: place === 0 }));
    const now = renewedSetup({ ...DEFAULT_SETUP, fleet }, madeUpFleet(3)).fleet;
    expect(now.map(({ slowness, takesPart }) => [slowness, takesPart])).toEqual([
      [3, true],
      [3, false],
      [1, true],
    ]);
  });

  it('keeps what happens with the same addresses when it is renewed, and nothing with those that left', () => {
    const fleet = madeUpFleet(4);
    const setup: Setup = {
      ...DEFAULT_SETUP,
      fleet,
      events: [
        { kind: 'slow', atMs: 5, place: 2, slowness: 10 },
        { kind: 'drain', atMs: 9, place: 0 },
      ],
      change: { kind: 'remove', places: [0, 3] },
    };
    const renewed = renewedSetup(setup, fleet.slice(1));
    expect(renewed.events).toEqual([{ kind: 'slow', atMs: 5, place: 1, slowness: 10 }]);
    expect(renewed.change).toEqual({ kind: 'remove', places: [2] });
    expect(renewedSetup(setup, fleet.slice(1, 3)).change).toEqual(DEFAULT_SETUP.change);
  });

  it('tells two of one address apart, and lets a light one take longer', () => {
    const fleet = [...madeUpFleet(1, [100]), ...madeUpFleet(1, [50])];
    const setup = { ...DEFAULT_SETUP, fleet };
    expect(participants(setup).map(({ id, slowness }) => [id, slowness])).toEqual([
      ['10.0.0.1:8080', 1],
      ['10.0.0.1:8080 #2', 2],
    ]);
    const named = ['a', 'a', 'a #2'].map((key) => ({ ...madeUpFleet(1)[0], key }) as FleetMember);
    expect(new Set(participants({ ...setup, fleet: named }).map(({ id }) => id)).size).toBe(3);
    // 50 and 25 requests a second, of which 70 %.
    expect(scenarioOf(setup).traffic.arrivals).toEqual({ kind: 'poisson', ratePerSecond: 52.5 });
  });

  it('gets the same traffic whoever is left out, drained or in panic, and none for who has no weight', () => {
    const six = madeUpFleet(6);
    const rate = (fleet: readonly FleetMember[], part: Partial<Setup> = {}) =>
      ratePerSecond({ ...DEFAULT_SETUP, fleet, loadPercent: 50, ...part });
    const changed = (part: Partial<FleetMember>) => six.map((one, place) => (place < 2 ? { ...one, ...part } : one));
    // 50 a second each, half of it.
    expect(rate(six)).toBe(150);
    expect(rate(changed({ takesPart: false }))).toBe(150);
    expect(rate(changed({ rotation: 'out', takesPart: false }))).toBe(100);
    expect(rate(changed({ weight: 0 }))).toBe(100);
    const sick = six.map((one, place) => (place < 4 ? { ...one, health: 'critical' as const } : one));
    expect([0, 50].map((panicPercent) => rate(sick, { panicPercent }))).toEqual([50, 50]);
    expect(rate(six.map((one) => ({ ...one, health: 'critical' as const })))).toBe(150);
  });

  it('says why it cannot be run', () => {
    const fleet = madeUpFleet(2);
    const off = fleet.map((member) => ({ ...member, takesPart: false }));
    const critical = fleet.map((member) => ({ ...member, health: 'critical' as const }));
    expect(setupProblem({ ...DEFAULT_SETUP, fleet })).toBeNull();
    expect(setupProblem(DEFAULT_SETUP)).toMatch(/choose a service/);
    expect(setupProblem({ ...DEFAULT_SETUP, fleet: off })).toMatch(/check one/);
    expect(setupProblem({ ...DEFAULT_SETUP, fleet: critical, panicPercent: 0 })).toMatch(/critical/);
    const policies = [{ id: 'maglev', options: { tableSize: 8 } }];
    expect(setupProblem({ ...DEFAULT_SETUP, fleet, policies })).toMatch(/prime/);
    const heavy = fleet.map((member) => ({ ...member, weight: 1_000_000 }));
    const nginx = [{ id: 'nginx-hash', options: {} }];
    expect(setupProblem({ ...DEFAULT_SETUP, fleet: heavy, policies: nginx })).toMatch(/the table would have/);
    const rings = [{ id: 'ring-hash', options: { minimumRingSize: 8_388_608 } }];
    expect(setupProblem({ ...DEFAULT_SETUP, fleet, policies: rings })).toBeNull();
    expect(setupProblem({ ...DEFAULT_SETUP, fleet, policies: rings, balancers: 2 })).toMatch(/2 balancers would have/);
    const everybody = { kind: 'remove', places: [0, 1] } as const;
    expect(setupProblem({ ...DEFAULT_SETUP, fleet, question: 'churn', change: everybody })).toMatch(/keep one/);
  });
});
