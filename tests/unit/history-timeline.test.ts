import { describe, expect, it } from 'vitest';
import type { Change } from '@/lib/domain/change';
import { changed, linked, RANGE, type Story, second, timelineFor, told } from '@/tests/support/timelines';
import type { ToldChange } from '@/tests/support/told-changes';

function spansFor(given: Partial<Story>): string[] {
  return told(timelineFor(given).instances[0]?.spans);
}

function afterChanges(...changes: ToldChange[]): string[] {
  return spansFor({ changes });
}

describe('the spans of an instance', () => {
  it('are one where nothing happened', () => {
    expect(afterChanges()).toEqual(['0-100 passing']);
  });

  it('turn where its health does, with the output of the check', () => {
    expect(
      afterChanges(changed(10, { to: 'warning', output: 'slow' }), changed(30), changed(60, { to: 'passing' })),
    ).toEqual(['0-10 passing', '10-30 warning: slow', '30-60 critical', '60-100 passing']);
  });

  it('show out of rotation whatever its health is, and the health it has when it is back', () => {
    const turned = { kind: 'rotation-changed' } as const;
    expect(
      afterChanges(
        changed(10, { ...turned, from: 'in', to: 'out' }),
        changed(20, { output: 'refused' }),
        changed(40, { ...turned, from: 'out', to: 'in' }),
      ),
    ).toEqual(['0-10 passing', '10-40 out', '40-100 critical: refused']);
  });

  it('are absent before it is registered and after it is deregistered', () => {
    const come = changed(20, { kind: 'registered', to: 'passing' });
    const gone = changed(70, { kind: 'deregistered', from: 'passing' });
    expect(spansFor({ initial: new Map(), changes: [come, gone] })).toEqual([
      '0-20 absent',
      '20-70 passing',
      '70-100 absent',
    ]);
  });

  it('begin in rotation when it is registered again, unless it says otherwise', () => {
    const out = new Map([['a', { health: 'passing', rotation: 'out' } as const]]);
    const again = changed(50, { kind: 're-registered', to: 'passing' });
    expect(spansFor({ initial: out, changes: [again] })).toEqual(['0-50 out', '50-100 passing']);
    expect(spansFor({ initial: out, changes: [{ ...again, rotation: 'out' }] })).toEqual(['0-100 out']);
  });

  it('go on when it only stands on another lease', () => {
    const out = new Map([['a', { health: 'passing', rotation: 'out' } as const]]);
    const fields = [{ field: 'lease', from: '1', to: '2' }];
    const renewed = changed(50, { kind: 're-registered', to: 'passing', fields });
    expect(spansFor({ initial: out, changes: [renewed] })).toEqual(['0-100 out']);
  });

  it('leave out what did not last', () => {
    expect(afterChanges(changed(10), changed(10, { to: 'passing' }))).toEqual(['0-100 passing']);
  });

  it('start from what became of it before the range, and know nothing of after', () => {
    expect(afterChanges(changed(-5), changed(100, { to: 'passing' }))).toEqual(['0-100 critical']);
  });

  it('do not go back in time with the clock', () => {
    expect(afterChanges(changed(50), changed(20, { to: 'warning' }), changed(60, { to: 'passing' }))).toEqual([
      '0-50 passing',
      '50-60 warning',
      '60-100 passing',
    ]);
  });

  it('are none in an empty range', () => {
    const empty = { fromMs: RANGE.fromMs, toMs: RANGE.fromMs };
    const timeline = timelineFor({ range: empty, changes: [changed(0)] });
    expect(timeline).toMatchObject({ buckets: [], spans: [], instances: [{ id: 'a', uptime: null, spans: [] }] });
  });

  it('are read from changes as the feed tells them', () => {
    const change: Change = {
      id: 'e.1.0',
      at: second(10),
      registry: 'etcd',
      service: 'web',
      instance: 'a',
      address: '10.0.0.1:80',
      kind: 'deregistered',
      cause: 'lease-expired',
      afterGap: false,
      origin: 'elsewhere',
    };
    expect(spansFor({ changes: [change] })).toEqual(['0-10 passing', '10-100 absent']);
  });
});

describe('a gap', () => {
  it('lasts from the loss of the link until it is live again', () => {
    expect(spansFor({ links: [linked(20, 'stale'), linked(40, 'live')] })).toEqual([
      '0-20 passing',
      '20-40 not-observed',
      '40-100 passing',
    ]);
  });

  it('begins with the range when the link was not live, and lasts as long as nothing is heard', () => {
    expect(spansFor({ isLive: false, links: [linked(10, 'live'), linked(80, 'stale')] })).toEqual([
      '0-10 not-observed',
      '10-80 passing',
      '80-100 not-observed',
    ]);
  });

  it('hides when within it something happened: the new state shows at its end', () => {
    const links = [linked(20, 'stale'), linked(40, 'live')];
    expect(spansFor({ links, changes: [changed(39, { output: 'refused' })] })).toEqual([
      '0-20 passing',
      '20-40 not-observed',
      '40-100 critical: refused',
    ]);
  });

  it('is also what Rollcall was away or could not keep, joined with what the link tells', () => {
    const links = [linked(20, 'stale'), linked(40, 'live')];
    const gaps = [
      { from: second(60), to: second(70) },
      { from: second(-20), to: second(5) },
      { from: second(30), to: second(50) },
    ];
    expect(spansFor({ links, gaps })).toEqual([
      '0-5 not-observed',
      '5-20 passing',
      '20-50 not-observed',
      '50-60 passing',
      '60-70 not-observed',
      '70-100 passing',
    ]);
  });

  it('does not say that an instance was absent', () => {
    const links = [linked(20, 'stale'), linked(40, 'live')];
    expect(spansFor({ initial: new Map(), links, changes: [changed(39, { kind: 'registered' })] })).toEqual([
      '0-20 absent',
      '20-40 not-observed',
      '40-100 critical',
    ]);
  });
});

describe('the spans of a service', () => {
  const initial = new Map([
    ['a', { health: 'passing', rotation: 'in' } as const],
    ['b', { health: 'warning', rotation: 'in' } as const],
  ]);

  it('are of the worst in rotation', () => {
    const changes = [
      changed(10, { output: 'refused' }),
      changed(20, { kind: 'rotation-changed', to: 'out' }),
      changed(30, { instance: 'b', kind: 'rotation-changed', to: 'out' }),
      changed(40, { kind: 'deregistered' }),
      changed(50, { instance: 'b', kind: 'deregistered' }),
    ];
    const { spans } = timelineFor({ initial, changes });
    expect(told(spans)).toEqual(['0-10 warning', '10-20 critical', '20-30 warning', '30-50 out', '50-100 absent']);
  });
});
