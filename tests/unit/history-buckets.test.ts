import { expect, it } from 'vitest';
import { changed, linked, type Story, secondsOf, timelineFor } from '@/tests/support/timelines';
import type { Standing } from '@/tests/support/told-changes';

const IN: Standing = { health: 'passing', rotation: 'in' };

function bucketsFor(given: Partial<Story>) {
  return timelineFor(given).buckets.map(({ from, to, ...shares }) => ({
    from: secondsOf(from),
    to: secondsOf(to),
    ...Object.fromEntries(Object.entries(shares).filter(([, share]) => share !== 0)),
  }));
}

it('tell the share of instance time by state', () => {
  const initial = new Map([
    ['a', IN],
    ['b', IN],
  ]);
  expect(bucketsFor({ initial, buckets: 2, changes: [changed(25)] })).toEqual([
    { from: 0, to: 50, passing: 0.75, critical: 0.25 },
    { from: 50, to: 100, passing: 0.5, critical: 0.5 },
  ]);
});

it('count an instance only while it is registered', () => {
  const come = changed(75, { instance: 'b', kind: 'registered', to: 'critical' });
  expect(bucketsFor({ buckets: 1, changes: [come] })).toEqual([{ from: 0, to: 100, passing: 0.8, critical: 0.2 }]);
});

it('are empty where no instance was', () => {
  expect(bucketsFor({ initial: new Map(), buckets: 1 })).toEqual([{ from: 0, to: 100 }]);
});

it('count a gap for those who were there when it began, not for those who came or went long before', () => {
  const links = [linked(50, 'stale'), linked(100, 'live')];
  const changes = [
    changed(0, { instance: 'b', kind: 'registered', to: 'passing' }),
    changed(0, { instance: 'b', kind: 'deregistered' }),
    changed(99, { instance: 'c', kind: 'registered', to: 'passing' }),
    changed(99, { kind: 'deregistered' }),
  ];
  expect(bucketsFor({ buckets: 1, links, changes })).toEqual([{ from: 0, to: 100, passing: 0.5, notObserved: 0.5 }]);
});

it('do not say that nothing was there where nobody looked', () => {
  const links = [linked(60, 'stale')];
  expect(bucketsFor({ initial: new Map(), buckets: 2, links })).toEqual([
    { from: 0, to: 50 },
    { from: 50, to: 100, notObserved: 1 },
  ]);
});

it('are as long as each other to the millisecond, and cover the range', () => {
  const edges = bucketsFor({ buckets: 3 }).map(({ from, to }) => [from, to]);
  expect(edges).toEqual([
    [0, 33.333],
    [33.333, 66.666],
    [66.666, 100],
  ]);
});
