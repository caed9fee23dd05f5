import { describe, expect, it, vi } from 'vitest';
import { changeFilterParams, countChanges, matchesChange } from '@/lib/view/change-filter';
import { completeUntil, hasHole } from '@/lib/view/change-hole';
import { changesPerMinute, observedSince } from '@/lib/view/change-rate';
import { changeRows } from '@/lib/view/change-rows';
import { mergeChanges } from '@/lib/view/merge-changes';
import { notObservedStretches } from '@/lib/view/not-observed';
import { sampleChange } from '../support/catalog-samples';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

const ANY = { kind: null, registry: null, service: null, origin: null, action: null };
const at = (time: string) => `2026-01-05T${time}.000Z`;

const lost = sampleChange('lost', {
  at: at('09:10:00'),
  kind: 'link-changed',
  service: null,
  from: 'live',
  to: 'stale',
  cause: 'unreachable',
  output: 'connection refused',
});
const late = sampleChange('late', { at: at('09:12:00'), afterGap: true });
const back = sampleChange('back', {
  at: at('09:12:00'),
  kind: 'link-changed',
  service: null,
  from: 'stale',
  to: 'live',
});

describe('stretches nobody observed', () => {
  it('run from the loss of the link to its return, and stand at the loss', () => {
    expect(notObservedStretches([back, late, lost])).toEqual(
      new Map([
        ['lost', { registry: 'r', from: lost.at, to: back.at, cause: 'unreachable', detail: 'connection refused' }],
      ]),
    );
  });

  it('have no end while the link is lost', () => {
    expect(notObservedStretches([lost]).get('lost')?.to).toBeNull();
  });

  it('have no beginning where a list was read again without a lost link', () => {
    const before = sampleChange('before', { at: at('09:00:00') });
    const other = sampleChange('other', { at: at('09:11:00'), registry: 's' });
    const latest = sampleChange('latest', { at: at('09:12:00'), afterGap: true });
    expect(notObservedStretches([latest, late, other, before])).toEqual(
      new Map([['late', { registry: 'r', from: null, to: late.at, cause: null, detail: null }]]),
    );
  });

  it('of two registries are kept apart', () => {
    const elsewhere = { ...back, id: 'elsewhere', registry: 's' };
    expect(notObservedStretches([elsewhere, lost]).get('lost')?.to).toBeNull();
  });
});

describe('rows', () => {
  const keysOf = (rows: ReturnType<typeof changeRows>) => rows.map(({ key }) => key);

  it('show a stretch between what was noticed late and the loss', () => {
    expect(keysOf(changeRows([back, late, lost], ANY, new Set()))).toEqual(['back', 'late', 'gap lost', 'lost']);
  });

  it('keep a stretch whatever kind is asked for, but not for another registry', () => {
    expect(keysOf(changeRows([back, late, lost], { ...ANY, kind: 'registered' }, new Set()))).toEqual([
      'late',
      'gap lost',
    ]);
    expect(changeRows([back, late, lost], { ...ANY, registry: 's' }, new Set())).toEqual([]);
  });

  it('have the day where it changes, and the detail below an open change', () => {
    const yesterday = sampleChange('y', { at: '2026-01-04T23:59:59.000Z' });
    expect(keysOf(changeRows([sampleChange('t'), yesterday], ANY, new Set(['t'])))).toEqual([
      't',
      'detail t',
      'day 2026-01-04',
      'y',
    ]);
  });
});

describe('rate', () => {
  const now = Date.parse(at('09:30:20'));

  it('counts changes by the minute, the running one last', () => {
    const changes = [
      sampleChange('c', { at: at('09:30:01'), kind: 'health-changed', to: 'critical' }),
      sampleChange('b', { at: at('09:30:00') }),
      sampleChange('a', { at: at('09:28:59') }),
      sampleChange('z', { at: at('09:20:00') }),
    ];
    const buckets = changesPerMinute(changes, { now, minutes: 3, observedFrom: 0 });
    expect(buckets.map(({ count, critical }) => [count, critical])).toEqual([
      [1, 0],
      [0, 0],
      [2, 1],
    ]);
  });

  it('tells minutes without changes from minutes nobody has counted', () => {
    const observedFrom = Date.parse(at('09:29:30'));
    const buckets = changesPerMinute([], { now, minutes: 3, observedFrom });
    expect(buckets.map(({ isObserved }) => isObserved)).toEqual([false, true, true]);
  });

  it('is known since the start of the process, or since the oldest change held where older ones were let go', () => {
    const changes = [sampleChange('a', { at: at('09:20:00') })];
    const startedAt = Date.parse(at('09:00:00'));
    expect(observedSince(changes, { hasDropped: false, startedAt })).toBe(startedAt);
    expect(observedSince(changes, { hasDropped: true, startedAt })).toBe(Date.parse(at('09:20:00')));
    expect(observedSince([], { hasDropped: false, startedAt })).toBe(startedAt);
  });
});

describe('filters', () => {
  const changes = [
    sampleChange('1', { service: 'orders' }),
    sampleChange('2', { service: 'orders', kind: 'deregistered', cause: 'deleted' }),
    sampleChange('3', { service: 'billing', registry: 's' }),
  ];

  it('narrow by everything that is set', () => {
    const filter = { ...ANY, registry: 'r', kind: 'registered' } as const;
    expect(changes.filter((change) => matchesChange(change, filter)).map(({ id }) => id)).toEqual(['1']);
    expect(changeFilterParams(filter)).toEqual({ registry: 'r', kind: 'registered' });
  });

  it('count what each choice would leave, not hiding the neighbours of the chosen one', () => {
    const counts = countChanges(changes, { ...ANY, kind: 'registered' }, 5);
    expect(counts.kinds).toEqual([
      { value: 'registered', count: 2 },
      { value: 'deregistered', count: 1 },
    ]);
    expect(counts.services).toEqual([
      { value: 'orders', count: 1 },
      { value: 'billing', count: 1 },
    ]);
  });
});

describe('between what is live and what was fetched', () => {
  const changeAt = (time: string) => sampleChange(time, { at: at(time) });
  const fetched = [changeAt('09:10:00'), changeAt('09:05:00')];

  it('nothing is missing while they overlap', () => {
    expect(hasHole([changeAt('09:20:00'), changeAt('09:08:00')], completeUntil(fetched, []))).toBe(false);
    expect(hasHole([], completeUntil([], []))).toBe(false);
  });

  it('changes may be missing once the live ones begin after the newest fetched one, whatever the clock here says', () => {
    expect(hasHole([changeAt('09:20:00'), changeAt('09:11:00')], completeUntil(fetched, []))).toBe(true);
    expect(hasHole([changeAt('09:20:00')], completeUntil([], []))).toBe(true);
  });

  it('a filter that few match leaves no hole where the live ones went on after it was asked', () => {
    const until = completeUntil(fetched, [changeAt('09:20:00'), changeAt('09:15:00')]);
    expect(hasHole([changeAt('09:30:00'), changeAt('09:15:00')], until)).toBe(false);
    expect(hasHole([changeAt('09:30:00'), changeAt('09:21:00')], until)).toBe(true);
  });
});

it('continues what is live by older pages, each change once', () => {
  const merged = mergeChanges([sampleChange('3'), sampleChange('2')], [sampleChange('2'), sampleChange('1')]);
  expect(merged.map(({ id }) => id)).toEqual(['3', '2', '1']);
});
