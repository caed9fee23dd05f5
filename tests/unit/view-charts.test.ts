import { describe, expect, it, vi } from 'vitest';
import type { FleetBucket, FleetHistory } from '@/lib/domain/history';
import { placeOf, roundUp, timeTicks } from '@/lib/view/chart-axis';
import { chartRange, stepOf, wholeParts } from '@/lib/view/chart-steps';
import { bucketAt, choiceOf, countBars, timesOf } from '@/lib/view/count-strip';
import { averageWords, fleetBars } from '@/lib/view/fleet-bars';
import { joinCounts, joinFleets } from '@/lib/view/join-history';
import { placeLabels } from '@/lib/view/place-labels';
import { rateBars } from '@/lib/view/rate-bars';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

const HOUR = 3_600_000;
const START = Date.parse('2026-01-05T12:00:00.000Z');
const iso = (ms: number) => new Date(ms).toISOString();

/** Parts of so many minutes each, one after the other. */
function parts(...minutes: readonly number[]) {
  let end = START;
  return minutes.map((length) => {
    const from = end;
    end += length * 60_000;
    return { from: iso(from), to: iso(end) };
  });
}

const bucket = (changed: Partial<FleetBucket> = {}): FleetBucket => ({
  from: iso(START),
  to: iso(START + HOUR),
  passing: 10,
  warning: 0,
  critical: 0,
  unknown: 0,
  out: 0,
  notObserved: 0,
  ...changed,
});

describe('the parts of a range', () => {
  it.each([
    [HOUR, 100, 1],
    [6 * HOUR, 100, 5],
    [24 * HOUR, 100, 15],
    [7 * 24 * HOUR, 100, 120],
    [30 * 24 * HOUR, 100, 480],
    [24 * HOUR, 50, 30],
  ])('of %d ms, at most %d, are round: %d min', (rangeMs, most, minutes) => {
    expect(stepOf(rangeMs, most)).toBe(minutes * 60_000);
  });

  it('are whole up to the running one, and cover the range', () => {
    const now = START + 7 * 60_000;
    const range = chartRange(24 * HOUR, 100, now);
    expect(range).toEqual({ stepMs: 15 * 60_000, wholeTo: START, from: START - 95 * 15 * 60_000 });
    expect(wholeParts(range)).toBe(95);
  });

  it('wait a moment until what has just ended is kept', () => {
    expect(chartRange(HOUR, 100, START + 1_999).wholeTo).toBe(START - 60_000);
    expect(chartRange(HOUR, 100, START + 2_000).wholeTo).toBe(START);
  });
});

describe('an axis of time', () => {
  it('finds the place of a time among parts of different lengths', () => {
    const row = parts(10, 10, 5, 10);
    expect(placeOf(row, START)).toBe(0);
    expect(placeOf(row, START + 15 * 60_000)).toBe(0.375);
    expect(placeOf(row, START + 22.5 * 60_000)).toBe(0.625);
    expect(placeOf(row, START - 1)).toBe(0);
    expect(placeOf(row, START + HOUR)).toBe(1);
  });

  it('has labels at round times, as many as there is room for, and leaves the end to "now"', () => {
    const row = parts(...Array.from({ length: 48 }, () => 30));
    const labels = timeTicks(row, 1_000).map(({ label }) => label);
    expect(labels).toEqual(['16:00', '20:00', '6 Jan', '04:00', '08:00']);
    expect(timeTicks(row, 300).map(({ label }) => label)).toEqual(['6 Jan']);
  });

  it('ends at a round number', () => {
    expect([0.3, 1, 3, 7, 11, 40, 51].map(roundUp)).toEqual([0.5, 1, 5, 10, 20, 50, 100]);
  });
});

describe('bars of instances', () => {
  it('stand by what does not pass, hang by what is out, on a scale of its own', () => {
    const { bars, top, floor } = fleetBars([bucket({ critical: 3, warning: 4, out: 40 }), bucket()]);
    expect(top).toBe(10);
    expect(bars[0]).toMatchObject({ critical: 3, warning: 4 });
    expect(bars[0]?.out).toBeCloseTo(floor * 0.8);
    expect(bars[1]).toMatchObject({ critical: 0, warning: 0 });
  });

  it('are seen however little there is', () => {
    const [first] = fleetBars([bucket({ critical: 0.001 })]).bars;
    expect(first?.critical).toBeGreaterThan(0.1);
    expect(averageWords(0.001)).toBe('< 0.1');
    expect(averageWords(3)).toBe('3');
    expect(averageWords(3.14)).toBe('3.1');
  });
});

describe('a history read in two parts', () => {
  const history = (changed: Partial<FleetHistory>): FleetHistory => ({
    from: iso(START),
    to: iso(START + HOUR),
    buckets: [],
    peaks: [],
    gaps: [],
    ...changed,
  });

  it('has the highest peak of each service, and one gap where it was cut in two', () => {
    const cut = iso(START + HOUR);
    const joined = joinFleets(
      history({
        buckets: [bucket()],
        peaks: [{ at: iso(START), registry: 'r', service: 'a', critical: 2 }],
        gaps: [{ registry: 'r', from: iso(START), to: cut }],
      }),
      history({
        buckets: [bucket(), bucket()],
        peaks: [
          { at: cut, registry: 'r', service: 'a', critical: 5 },
          { at: cut, registry: 'r', service: 'b', critical: 3 },
        ],
        gaps: [
          { registry: 'r', from: cut, to: iso(START + 2 * HOUR) },
          { registry: 's', from: cut, to: iso(START + 2 * HOUR) },
        ],
      }),
    );
    expect(joined.buckets).toHaveLength(3);
    expect(joined.peaks.map(({ service, critical }) => [service, critical])).toEqual([
      ['a', 5],
      ['b', 3],
    ]);
    expect(joined.gaps).toEqual([
      { registry: 'r', from: iso(START), to: iso(START + 2 * HOUR) },
      { registry: 's', from: cut, to: iso(START + 2 * HOUR) },
    ]);
  });

  it('adds up what was counted', () => {
    const counts = { from: '', to: '', total: 2, buckets: [], gaps: [] };
    expect(joinCounts(counts, { ...counts, total: 3 }).total).toBe(5);
  });
});

describe('counts over time', () => {
  const buckets = parts(15, 15, 15, 5).map((part, index) => ({
    ...part,
    total: [0, 4, 16, 1][index] ?? 0,
    critical: index === 2 ? 8 : 0,
  }));

  it('are bars by the root of the count, of which what is critical takes its share', () => {
    expect(countBars(buckets, 40, 50).map(({ height, critical }) => [height, critical])).toEqual([
      [25, 0],
      [50, 25],
      [13, 0],
    ]);
  });

  it('are changes a minute whatever the length of a part; what has just begun counts as a minute', () => {
    const [, , third] = rateBars(buckets);
    expect(third).toMatchObject({ critical: 8 / 15, other: 8 / 15 });
    const [begun] = rateBars([{ from: iso(START), to: iso(START + 1_000), total: 3, critical: 0 }]);
    expect(begun?.other).toBe(3);
  });

  it('are chosen by whole parts; a choice up to the running one has no end', () => {
    expect([0, 0.26, 0.99, 1, -1].map((place) => bucketAt(buckets, place))).toEqual([0, 1, 3, 3, 0]);
    expect(timesOf(buckets, { first: 1, last: 2 })).toEqual({ from: buckets[1]?.from, to: buckets[2]?.to });
    expect(timesOf(buckets, { first: 1, last: 3 })).toEqual({ from: buckets[1]?.from, to: null });
  });

  it('show the parts that a range touches', () => {
    expect(choiceOf(buckets, { from: null, to: null })).toBeNull();
    expect(choiceOf(buckets, { from: buckets[1]?.from ?? '', to: null })).toEqual({ first: 1, last: 3 });
    expect(choiceOf(buckets, { from: iso(START + 60_000), to: iso(START + 120_000) })).toEqual({ first: 0, last: 0 });
    expect(choiceOf(buckets, { from: null, to: iso(START - 1) })).toBeNull();
  });
});

describe('labels', () => {
  const label = (x: number, y = 50) => ({ x, y, width: 100 });
  const ground = { width: 400, roof: () => 50 };

  it('stand beside one another, the first ones first; the others are left out', () => {
    const placed = placeLabels([label(0), label(50), label(120), label(20, 20)], ground);
    expect(placed.map(({ label: { x } }) => x)).toEqual([0, 120, 20]);
  });

  it('stand where they are lowest: beside what is higher than what they name', () => {
    const hill = (from: number, to: number) => (from < 210 && to > 190 ? 30 : 50);
    expect(placeLabels([label(180)], { width: 400, roof: hill })[0]).toMatchObject({ y: 50, anchor: 'end' });
    expect(placeLabels([label(220)], { width: 400, roof: hill })[0]).toMatchObject({ y: 50, anchor: 'start' });
    expect(placeLabels([label(200)], { width: 400, roof: hill })[0]).toMatchObject({ y: 30 });
  });

  it('are left out where they would stand too far above, or out of the chart', () => {
    const wall = (from: number, to: number) => (from === to ? 50 : 10);
    expect(placeLabels([label(180)], { width: 400, roof: wall })).toEqual([]);
    expect(placeLabels([{ ...label(50), width: 500 }], ground)).toEqual([]);
    expect(placeLabels([label(0)], { width: 400, roof: () => -30 })[0]?.y).toBe(8);
  });

  it('end at their place where they would not fit to its right', () => {
    expect(placeLabels([label(350)], ground)[0]?.anchor).toBe('end');
  });
});
