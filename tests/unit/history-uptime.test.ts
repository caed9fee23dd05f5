import { describe, expect, it } from 'vitest';
import { STATES } from '@/lib/history/timeline-state';
import { Uptime } from '@/lib/history/timeline-uptime';
import { changed, linked, RANGE, type Story, timelineFor } from '@/tests/support/timelines';

function uptimeFor(given: Partial<Story>): number | null | undefined {
  return timelineFor(given).instances[0]?.uptime;
}

const PASSING = STATES.indexOf('passing');
const CRITICAL = STATES.indexOf('critical');

const leave = (at: number) => changed(at, { kind: 'deregistered' });
const comeBack = (at: number) => changed(at, { kind: 're-registered', to: 'passing' });

describe('uptime', () => {
  it('is 1 for what was never down, a warning included', () => {
    expect(uptimeFor({})).toBe(1);
    expect(uptimeFor({ changes: [changed(10, { to: 'warning' })] })).toBe(1);
  });

  it('is floored to what was asked for, and never rounded up to 1', () => {
    const month = { fromMs: RANGE.fromMs, toMs: RANGE.fromMs + 30 * 86_400_000 };
    const changes = [changed(50), changed(50.001, { to: 'passing' })];
    expect(uptimeFor({ range: month, changes })).toBe(0.9999);
    const almost = new Uptime();
    almost.take(0, 999_999, PASSING, 0);
    almost.take(999_999, 1_000_000, CRITICAL, 1);
    expect([4, 2, 0].map((digits) => almost.share(digits))).toEqual([0.9999, 0.99, 0]);
  });

  it('is exact where floating point is not', () => {
    expect(uptimeFor({ changes: [changed(29)] })).toBe(0.29);
    expect(uptimeFor({ changes: [changed(57)] })).toBe(0.57);
  });

  it('leaves gaps out', () => {
    const links = [linked(20, 'stale'), linked(60, 'live')];
    expect(uptimeFor({ links, changes: [changed(80)] })).toBe(0.6666);
  });

  it('is null where nothing was observed', () => {
    expect(uptimeFor({ isLive: false })).toBeNull();
  });

  it('says nothing of the time out of rotation, nor where no health is known', () => {
    expect(uptimeFor({ changes: [changed(0, { kind: 'rotation-changed', to: 'out' }), changed(50)] })).toBeNull();
    expect(uptimeFor({ changes: [changed(0, { to: 'unknown' })] })).toBeNull();
    expect(uptimeFor({ changes: [changed(50, { to: 'unknown' })] })).toBe(1);
  });

  it('counts an absence it came back from', () => {
    expect(uptimeFor({ changes: [leave(20), comeBack(70)] })).toBe(0.5);
  });

  it('does not count the time before it came or after it left for good', () => {
    expect(uptimeFor({ changes: [leave(20)] })).toBe(1);
    expect(uptimeFor({ initial: new Map(), changes: [changed(90, { kind: 'registered', to: 'passing' })] })).toBe(1);
  });

  it('does not count an absence that an operator prepared by taking it out', () => {
    const out = changed(10, { kind: 'rotation-changed', to: 'out' });
    expect(uptimeFor({ changes: [out, leave(20), comeBack(70)] })).toBe(1);
  });
});
