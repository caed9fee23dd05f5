import { describe, expect, it } from 'vitest';
import type { PolicyOptions } from '@/lib/balancer/policy';
import type { SimulatedInstance } from '@/lib/simulation/scenario';
import { type ChurnAnswer, type ChurnAsked, simulateChurn } from '@/lib/simulation/simulate-churn';
import { simulateShares } from '@/lib/simulation/simulate-shares';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { answerOf } from '@/lib/view/simulation-run';
import { DEFAULT_SETUP, type Setup } from '@/lib/view/simulation-setup';
import { chosen, ended, fleet } from '../support/simulated';

const KEYS = 20_000;
const keys = Array.from({ length: KEYS }, (_, key) => `key-${key}`);

function churned(
  id: string,
  given: Pick<ChurnAsked, 'instances' | 'change'> & Partial<ChurnAsked>,
  options: PolicyOptions = {},
): ChurnAnswer {
  return ended(simulateChurn({ seed: '1', keys, panicPercent: 0, ...given }, chosen(id, options)));
}

const added = (count: number) => fleet(count).map((one) => ({ ...one, id: `n${one.id}`, key: `10.1${one.key}` }));
const remove = (...ids: string[]) => ({ kind: 'remove', ids }) as const;
const add = (count: number) => ({ kind: 'add', instances: added(count) }) as const;
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

/** At `10.0.x.y:8080`, counted on from `from`. */
const addressed = (count: number, from: number) =>
  fleet(count).map((one, i) => ({ ...one, key: `10.0.${(i + from) >> 8}.${(i + from) & 255}:8080` }));

/** What share of Maglev's table changes when the first `left` leave. */
function maglevChange(instances: readonly SimulatedInstance[], left: number): number {
  const before = maglevOwners(instances);
  const after = maglevOwners(instances.slice(left));
  return before.filter((id, slot) => id !== after[slot]).length / before.length;
}

function maglevOwners(instances: readonly SimulatedInstance[]): (string | undefined)[] {
  const hashes = Array.from({ length: 65_537 }, (_, slot) => BigInt(slot));
  const asked = { instances, seed: '1', asked: { hashes }, panicPercent: 0, keepPicks: hashes.length };
  return ended(simulateShares(asked, chosen('maglev'))).picks.map((place) => instances[place]?.id);
}

describe('churn', () => {
  it('accounts for every key once', () => {
    const answer = churned('ring-hash', { instances: fleet(7), change: remove('i2', 'i5') });
    expect(sum(answer.matrix.map(sum))).toBe(KEYS);
    expect(answer.moved).toBe(KEYS - sum(answer.matrix.map((row, place) => row[place] ?? 0)));
    expect(answer.owned).toBe(sum(answer.matrix[2] ?? []) + sum(answer.matrix[5] ?? []));
    expect(answer.moved).toBe(answer.owned + answer.collateral);
    // Nobody goes to one that left.
    expect(answer.matrix.map((row) => (row[2] ?? 0) + (row[5] ?? 0))).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(answer.ideal).toBeCloseTo(2 / 7, 12);
  });

  it.each([2, 5, 10, 50])('moves 1/(n+1) of all keys when one more than %i joins by jump hash', (size) => {
    const answer = churned('jump', { instances: fleet(size), change: add(1) });
    expect(answer.collateral).toBe(0);
    expect(answer.moved / KEYS).toBeCloseTo(1 / (size + 1), 2);
    expect(answer.ideal).toBeCloseTo(1 / (size + 1), 12);
    expect(answer.instances.at(-1)).toBe('ni0');
  });

  it('moves with jump hash nearly everything when one leaves from the middle', () => {
    const answer = churned('jump', { instances: fleet(10), change: remove('i4') });
    expect(answer.collateral / KEYS).toBeGreaterThan(0.3);
  });

  it.each(['rendezvous', 'ketama', 'nginx-hash'])('moves nobody else’s keys with %s, whoever leaves or joins', (id) => {
    const weights = fleet(9).map((one, i) => ({ ...one, weight: id === 'rendezvous' ? (i % 3) + 1 : 1 }));
    for (const change of [remove('i0'), remove('i4', 'i8'), add(1), add(3)]) {
      const answer = churned(id, { instances: weights, change });
      expect(answer.collateral, `${id} ${change.kind}`).toBe(0);
      expect(answer.moved / KEYS).toBeCloseTo(answer.ideal, 1);
    }
  });

  // balancers.md 1.7, of 20,000 keys. 50 and 49 have 21 points each, so that there it moves exactly its own.
  it.each([
    [3, 40.5, 33.7],
    [5, 29.2, 17.9],
    [10, 16.1, 9.1],
    [50, 1.4, 1.4],
  ])('moves, with Envoy’s ring of %i, more than the one that left had: it is sized anew', (size, moved, owned) => {
    const answer = churned('ring-hash', { instances: addressed(size, 1), change: remove('i0') });
    expect(Math.abs((100 * answer.moved) / KEYS - moved)).toBeLessThan(0.5);
    expect(Math.abs((100 * answer.owned) / KEYS - owned)).toBeLessThan(0.5);
    expect(answer.collateral === 0).toBe(size === 50);
  });

  // balancers.md 2.6: the share of the table that changes, 65,537 entries.
  it.each([
    [3, 1, 0.3336],
    [5, 1, 0.2007],
    [10, 1, 0.1053],
    [20, 1, 0.0548],
    [50, 1, 0.025],
    [100, 0, 0.0158],
    [1_000, 0, 0.00674],
  ])('moves, with Maglev of %i, little more than the one that left had', (size, from, changed) => {
    expect(maglevChange(addressed(size, from), 1)).toBeCloseTo(changed, 4);
  });

  it('moves, with Maglev, three times the ideal where ten of a thousand leave', () => {
    expect(maglevChange(addressed(1_000, 0), 10)).toBeCloseTo(0.0334, 3);
  });

  it('moves nearly all keys with the remainder of a hash', () => {
    const answer = churned('nginx-hash', { instances: fleet(10), change: add(1) }, { consistent: false });
    expect(answer.moved / KEYS).toBeCloseTo(10 / 11, 2);
  });

  it('has an ideal by weight, of those that were in rotation', () => {
    const instances = fleet(3).map((one, i) => ({ ...one, weight: i + 1, rotation: i === 0 ? 'out' : 'in' }) as const);
    expect(churned('rendezvous', { instances, change: remove('i2') }).ideal).toBeCloseTo(3 / 5, 12);
    expect(churned('rendezvous', { instances, change: remove('i0') })).toMatchObject({ ideal: 0, moved: 0 });
    expect(churned('random', { instances: [], change: add(1) })).toMatchObject({ ideal: 1, owned: KEYS, moved: KEYS });
  });

  it('is of all in rotation where so few are healthy that the balancer panics', () => {
    const instances = fleet(4).map((one, i) => ({ ...one, health: i === 0 ? 'passing' : 'critical' }) as const);
    const given = { instances, change: remove('i3') };
    const panicking = churned('rendezvous', { ...given, panicPercent: 50 });
    expect(panicking.owned / KEYS).toBeCloseTo(1 / 4, 1);
    expect(panicking).toMatchObject({ ideal: 1 / 4, moved: panicking.owned, collateral: 0 });
    expect(churned('rendezvous', given)).toMatchObject({ ideal: 0, moved: 0 });
  });

  it('has on the page the owners that ring and table show, in panic too', () => {
    const fleetOfFour = madeUpFleet(4).map((member, i) =>
      i === 0 ? member : { ...member, health: 'critical' as const },
    );
    const setup: Setup = {
      ...DEFAULT_SETUP,
      question: 'churn',
      fleet: fleetOfFour,
      panicPercent: 50,
      change: { kind: 'remove', places: [3] },
    };
    for (const id of ['ring-hash', 'maglev']) {
      const { answer, owners } = ended(answerOf(setup, { id, options: {} }));
      if (!('matrix' in answer)) throw new Error('expected churn');
      const owning = (counts: readonly number[]) =>
        new Set(counts.flatMap((count, place) => (count > 0 ? [place] : [])));
      expect(owning(answer.matrix.map(sum)), id).toEqual(new Set(owners?.now));
      expect(owning(answer.matrix[0]?.map((_, to) => sum(answer.matrix.map((row) => row[to] ?? 0))) ?? [])).toEqual(
        new Set(owners?.after),
      );
    }
  });
});
