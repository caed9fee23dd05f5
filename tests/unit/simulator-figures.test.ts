import { describe, expect, it } from 'vitest';
import { timeText } from '@/components/simulator/figures';
import { logAxis } from '@/components/simulator/log-axis';
import { shortKeys } from '@/components/simulator/short-keys';
import { spreadLabels } from '@/components/simulator/spread-labels';
import { resultsCsv, resultsJson } from '@/lib/view/simulation-export';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { answerOf } from '@/lib/view/simulation-run';
import { DEFAULT_SETUP, type Setup } from '@/lib/view/simulation-setup';

function answersOf(setup: Setup) {
  return setup.policies.map((choice) => {
    const steps = answerOf(setup, choice);
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  });
}

describe('what the simulator writes', () => {
  it('writes times in three digits or so', () => {
    expect([0.25, 7.34, 18.72, 374.4, 1_199, 20_888, 196_928].map(timeText)).toEqual([
      '0.25 ms',
      '7.3 ms',
      '18.7 ms',
      '374 ms',
      '1,199 ms',
      '21 s',
      '3.3 min',
    ]);
    expect(timeText(null)).toBe('none');
  });

  it('puts values between steps of 1, 2 and 5', () => {
    const axis = logAxis([13, 90, 780]);
    expect(axis.ticks).toEqual([10, 20, 50, 100, 200, 500, 1_000]);
    expect(axis.at(10)).toBe(0);
    expect(axis.at(100)).toBeCloseTo(0.5);
    expect(axis.at(1_000)).toBeCloseTo(1);
    expect(logAxis([]).ticks).toEqual([]);
  });

  it('lays no label over another, and none past the ends', () => {
    const placed = spreadLabels([100, 101, 99, 195], { least: 0, most: 200 });
    const sorted = [...placed].sort((a, b) => a - b);
    for (const [at, y] of sorted.entries()) if (at > 0) expect(y - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(13);
    expect(placed[2]).toBeLessThan(placed[0] ?? 0);
    expect(Math.max(...placed)).toBeLessThanOrEqual(200);
  });

  it('leaves away a port that all have, and nothing of an address', () => {
    expect(shortKeys(['10.0.0.1:80', '10.0.0.2:80', 'new 1'])).toEqual(['10.0.0.1', '10.0.0.2', 'new 1']);
    expect(shortKeys(['10.0.0.1:80', '10.0.0.2:81'])).toEqual(['10.0.0.1:80', '10.0.0.2:81']);
    expect(shortKeys(['[::1]:80', '[::2]:80'])).toEqual(['[::1]', '[::2]']);
    expect(shortKeys(['::1', '::2'])).toEqual(['::1', '::2']);
  });

  it('gives the same numbers for the same setup, as a table and as a whole', () => {
    const fleet = madeUpFleet(3).map((member, place) => (place === 0 ? { ...member, key: '=cmd,"x"' } : member));
    const setup = { ...DEFAULT_SETUP, fleet, requests: 3_000 };
    const csv = resultsCsv(setup, answersOf(setup));
    expect(csv.split('\r\n')).toHaveLength(1 + 3 * 4 + 1);
    expect(csv).toContain(`weighted-round-robin,"'=cmd,""x""",`);
    expect(resultsCsv(setup, answersOf(setup))).toBe(csv);
    const json = JSON.parse(resultsJson(setup, answersOf(setup), 'http://rollcall.test/'));
    expect(json.answers).toHaveLength(4);
    expect(json.answers[0].responseTimeMs.p99).toBeGreaterThan(0);
  });

  it('writes of churn where every key went', () => {
    const fleet = madeUpFleet(3);
    const setup: Setup = {
      ...DEFAULT_SETUP,
      fleet,
      question: 'churn',
      requests: 1_000,
      policies: [{ id: 'maglev', options: {} }],
    };
    const [head, ...rows] = resultsCsv(setup, answersOf(setup)).trim().split('\r\n');
    expect(head).toBe('policy,from,to,keys,all_keys,moved,owned,collateral,ideal_share');
    const cells = rows.map((row) => row.split(','));
    expect(cells.reduce((sum, [, , , keys]) => sum + Number(keys), 0)).toBe(1_000);
    const moved = cells.filter(([, from, to]) => from !== to).reduce((sum, [, , , keys]) => sum + Number(keys), 0);
    expect(cells.every(([, , , , , total]) => Number(total) === moved)).toBe(true);
  });

  it('looks at rings and tables, before and after a change', () => {
    const policies = ['ring-hash', 'ketama', 'maglev', 'rendezvous'].map((id) => ({ id, options: {} }));
    const setup: Setup = {
      ...DEFAULT_SETUP,
      fleet: madeUpFleet(4),
      policies,
      question: 'churn',
      change: { kind: 'remove', places: [1] },
      requests: 1_000,
    };
    const [ring, ketama, table, none] = answersOf(setup).map(({ owners }) => owners);
    expect(none).toBeNull();
    for (const owners of [ring, ketama, table]) {
      expect(new Set(owners?.now)).toEqual(new Set([0, 1, 2, 3]));
      expect(new Set(owners?.after)).toEqual(new Set([0, 2, 3]));
    }
  });
});
