import { describe, expect, it, vi } from 'vitest';
import { changeFilterParams, matchesChange, NO_FILTER } from '@/lib/view/change-filter';
import { completeUntil, hasHole } from '@/lib/view/change-hole';
import { changeRows, type RowOptions } from '@/lib/view/change-rows';
import { gatherChanges } from '@/lib/view/gather-changes';
import { mergeChanges } from '@/lib/view/merge-changes';
import { notObservedStretches } from '@/lib/view/not-observed';
import { sampleChange } from '../support/catalog-samples';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

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
      new Map([['late', { registry: 'r', from: null, to: late.at, cause: 'listed-again', detail: null }]]),
    );
  });

  it('of two registries are kept apart', () => {
    const elsewhere = { ...back, id: 'elsewhere', registry: 's' };
    expect(notObservedStretches([elsewhere, lost]).get('lost')?.to).toBeNull();
  });
});

describe('rows', () => {
  const rowsOf = (changes: Parameters<typeof changeRows>[0], asked: Partial<RowOptions> = {}) =>
    changeRows(changes, { filter: NO_FILTER, open: new Set(), isGrouped: true, gaps: [], gapsFrom: '', ...asked });
  const keysOf = (...given: Parameters<typeof rowsOf>) => rowsOf(...given).map(({ key }) => key);
  const gap = { registry: 'r', from: at('09:10:30'), to: at('09:11:30') };

  it('show a stretch between what was noticed late and the loss', () => {
    expect(keysOf([back, late, lost])).toEqual(['back', 'late', 'gap lost', 'lost']);
  });

  it('keep a stretch whatever kind is asked for, but not for another registry or time', () => {
    expect(keysOf([back, late, lost], { filter: { ...NO_FILTER, kind: 'registered' } })).toEqual(['late', 'gap lost']);
    expect(keysOf([back, late, lost], { filter: { ...NO_FILTER, registry: 's' } })).toEqual([]);
    expect(keysOf([back, late, lost], { filter: { ...NO_FILTER, from: at('09:13:00') } })).toEqual([]);
  });

  it('have the day where it changes, and the detail below an open change', () => {
    const yesterday = sampleChange('y', { at: '2026-01-04T23:59:59.000Z' });
    expect(keysOf([sampleChange('t'), yesterday], { open: new Set(['t']) })).toEqual([
      't',
      'detail t',
      'day 2026-01-04',
      'y',
    ]);
  });

  it('show a gap of the journal below what was noticed after it, whichever clock was read first', () => {
    const noticed = sampleChange('noticed', { at: at('09:11:29'), afterGap: true });
    const before = sampleChange('before', { at: at('09:10:00') });
    expect(keysOf([noticed, before], { gaps: [gap] })).toEqual(['noticed', `gap r ${gap.from}`, 'before']);
  });

  it('tell a gap once where the stream tells of it too', () => {
    expect(keysOf([back, late, lost], { gaps: [{ ...gap, from: at('09:10:00'), to: at('09:12:00') }] })).toEqual([
      'back',
      'late',
      'gap lost',
      'lost',
    ]);
  });

  it('do not say when a gap began that reaches back further than gaps are known', () => {
    const before = sampleChange('before', { at: at('09:00:00') });
    const [row] = rowsOf([before], { gaps: [gap], gapsFrom: gap.from });
    expect(row).toMatchObject({ kind: 'gap', gap: { from: null, to: gap.to } });
  });

  it('make one of a deploy, which opens to what it is made of', () => {
    const deploy = [3, 2, 1, 0].map((index) =>
      sampleChange(`d${index}`, { at: at(`09:00:0${index}`), kind: index % 2 ? 'registered' : 'deregistered' }),
    );
    expect(keysOf(deploy)).toEqual(['group d0']);
    expect(keysOf(deploy, { isGrouped: false })).toEqual(['d3', 'd2', 'd1', 'd0']);
    expect(keysOf(deploy, { open: new Set(['group d0', 'd2']) })).toEqual([
      'group d0',
      'd3',
      'd2',
      'detail d2',
      'd1',
      'd0',
    ]);
  });
});

describe('filters', () => {
  const changes = [
    sampleChange('1', { service: 'orders' }),
    sampleChange('2', { service: 'orders', kind: 'deregistered', cause: 'deleted' }),
    sampleChange('3', { service: 'billing', registry: 's' }),
  ];

  it('narrow by everything that is set', () => {
    const filter = { ...NO_FILTER, registry: 'r', kind: 'registered' } as const;
    expect(changes.filter((change) => matchesChange(change, filter)).map(({ id }) => id)).toEqual(['1']);
    expect(changeFilterParams(filter)).toEqual({ registry: 'r', kind: 'registered' });
  });

  it('narrow by time, its beginning in and its end out', () => {
    const times = [at('09:00:00'), at('09:00:01'), at('09:00:02')].map((time) => sampleChange(time, { at: time }));
    const filter = { ...NO_FILTER, from: at('09:00:00'), to: at('09:00:02') };
    expect(times.filter((change) => matchesChange(change, filter)).map(({ id }) => id)).toEqual([
      at('09:00:00'),
      at('09:00:01'),
    ]);
  });
});

describe('between what is live and what was fetched', () => {
  const changeAt = (time: string) => sampleChange(time, { at: at(time) });
  const fetched = [changeAt('09:10:00'), changeAt('09:05:00')];

  it('nothing is missing while they overlap', () => {
    expect(hasHole(at('09:08:00'), completeUntil(fetched, null))).toBe(false);
    expect(hasHole(null, completeUntil([], null))).toBe(false);
  });

  it('changes may be missing once the live ones begin after the newest fetched one, whatever the clock here says', () => {
    expect(hasHole(at('09:11:00'), completeUntil(fetched, null))).toBe(true);
    expect(hasHole(at('09:20:00'), completeUntil([], null))).toBe(true);
  });

  it('a filter that few match leaves no hole where the stream had reached further a while before it was asked', () => {
    const until = completeUntil(fetched, at('09:20:00'));
    expect(hasHole(at('09:15:00'), until)).toBe(false);
    expect(hasHole(at('09:21:00'), until)).toBe(true);
  });
});

describe('what has been live since a list was opened', () => {
  const idsOf = (changes: readonly { id: string }[]) => changes.map(({ id }) => id);
  const [one, two, three, four] = ['1', '2', '3', '4'].map((id) => sampleChange(id, { at: at(`09:00:0${id}`) })) as [
    ReturnType<typeof sampleChange>,
    ReturnType<typeof sampleChange>,
    ReturnType<typeof sampleChange>,
    ReturnType<typeof sampleChange>,
  ];

  it('stays when the store lets go of it', () => {
    const first = gatherChanges({ changes: [], since: null }, [two, one]);
    const next = gatherChanges(first, [three, two]);
    expect(idsOf(next.changes)).toEqual(['3', '2', '1']);
    expect(next.since).toBe(one.at);
    expect(gatherChanges(next, [three, two])).toBe(next);
  });

  it('stays after a restart too, when anything may lie between', () => {
    const first = gatherChanges({ changes: [], since: null }, [two, one]);
    expect(gatherChanges(first, [])).toBe(first);
    expect(gatherChanges(first, [four])).toEqual({ changes: [four, two, one], since: four.at });
  });
});

describe('live changes and pages of the journal', () => {
  const idsOf = (changes: readonly { id: string }[]) => changes.map(({ id }) => id);

  it('are one list, each change once', () => {
    const merged = mergeChanges(
      [sampleChange('e.3.0'), sampleChange('e.2.0')],
      [sampleChange('e.2.0'), sampleChange('e.1.0')],
    );
    expect(idsOf(merged)).toEqual(['e.3.0', 'e.2.0', 'e.1.0']);
  });

  it('are in order by time, also where the journal knows more of the same time', () => {
    const live = [sampleChange('e.3.0', { at: at('09:00:03') }), sampleChange('e.1.0', { at: at('09:00:01') })];
    const older = [sampleChange('d.2.0', { at: at('09:00:02'), instance: 'other' })];
    expect(idsOf(mergeChanges(live, older))).toEqual(['e.3.0', 'd.2.0', 'e.1.0']);
  });

  it('tell the same once where another replica keeps it under an id of its own', () => {
    const ours = sampleChange('b.7.0', { at: at('09:00:01') });
    const theirs = sampleChange('a.9.0', { at: at('09:00:02') });
    const earlier = sampleChange('a.1.0', { at: at('08:00:00') });
    expect(idsOf(mergeChanges([ours], [theirs, earlier]))).toEqual(['b.7.0', 'a.1.0']);
  });
});
