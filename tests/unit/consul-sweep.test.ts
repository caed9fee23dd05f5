import { describe, expect, it } from 'vitest';
import { chooseOwnQueries } from '@/lib/registry/consul/own-query-choice';
import { createPace } from '@/lib/registry/consul/pace';
import { createSweep } from '@/lib/registry/consul/sweep';
import { changedChecks, changedServices, readServiceTable, readStateTable } from '@/lib/registry/consul/table-diff';
import { manualClock } from '../support/manual-clock';

function sweep(targets: string[]) {
  const clock = manualClock();
  const probed: string[] = [];
  const release: (() => void)[] = [];
  const request = createSweep({
    targets: () => targets,
    probe: (service) => {
      probed.push(service);
      return new Promise((resolve) => release.push(resolve));
    },
    clock,
    signal: new AbortController().signal,
  });
  const finishAll = async () => {
    for (let idle = 0; idle < 3; ) {
      const waiting = release.splice(0);
      for (const resolve of waiting) resolve();
      idle = waiting.length > 0 ? 0 : idle + 1;
      await clock.advance(0);
    }
  };
  return { clock, probed, request, finishAll };
}

const NAMES = Array.from({ length: 100 }, (_, n) => `s${n}`);

describe('a sweep', () => {
  it('looks at every target once', async () => {
    const { probed, request, finishAll } = sweep(NAMES);
    request();
    await finishAll();
    expect(probed).toEqual(NAMES);
  });

  it('requested in the middle looks at every target after that, but no target twice within half a second', async () => {
    const { clock, probed, request, finishAll } = sweep(NAMES);
    request();
    await clock.advance(0);
    const before = probed.length;
    expect(before).toBeGreaterThan(0);
    request();
    await finishAll();
    expect(probed).toEqual(NAMES);
    await clock.advance(500);
    await finishAll();
    expect(probed.slice(NAMES.length)).toEqual(NAMES.slice(0, before));
  });

  it('with nothing to look at ends, and begins when there is something', async () => {
    const targets: string[] = [];
    const { clock, probed, request, finishAll } = sweep(targets);
    request();
    await finishAll();
    targets.push('a');
    await clock.advance(500);
    request();
    await finishAll();
    expect(probed).toEqual(['a']);
  });
});

describe('the choice of own queries', () => {
  const services = (names: string[]) => ({ size: names.length, names: () => names });
  const none = { focused: [], changedAt: new Map<string, number>(), held: new Set<string>() };

  it('is every service while they are few', () => {
    expect(chooseOwnQueries({ ...none, services: services(['a', 'b']) }, 3)).toEqual(['a', 'b']);
  });

  it('is first what is looked at, then what changed last', () => {
    const changedAt = new Map([
      ['c', 1],
      ['d', 2],
    ]);
    const candidates = { ...none, services: services(NAMES), focused: ['a', 'b'], changedAt };
    expect(chooseOwnQueries(candidates, 3)).toEqual(['b', 'a', 'd']);
  });

  it('does not drop a service for one that changed a moment later', () => {
    const changedAt = new Map([
      ['c', 1_000],
      ['d', 2_000],
    ]);
    const candidates = { ...none, services: services(NAMES), changedAt, held: new Set(['c']) };
    expect(chooseOwnQueries(candidates, 1)).toEqual(['c']);
  });
});

describe('the pace', () => {
  it('lets a burst through and then holds the rate', () => {
    const clock = manualClock();
    const pace = createPace({ bytesPerSecond: 1_000, burstBytes: 500, leastBytes: 100 }, clock);
    expect([pace(100), pace(100), pace(100), pace(100), pace(100)]).toEqual([0, 0, 0, 0, 0]);
    expect(pace(1)).toBe(100);
  });

  it('never pauses so long that a change would wait for a second', () => {
    const pace = createPace({ bytesPerSecond: 1_000, burstBytes: 0, leastBytes: 0 }, manualClock());
    expect(pace(1_000_000)).toBeLessThan(1_000);
    expect(pace(1_000_000)).toBeLessThan(1_000);
  });
});

describe('the tables', () => {
  it('name services that came, went and have other tags, in whatever order the tags come', () => {
    const before = readServiceTable({ a: ['x', 'y'], b: [], c: null });
    expect(changedServices(before, readServiceTable({ a: ['y', 'x'], b: ['z'], d: [] })).sort()).toEqual([
      'b',
      'c',
      'd',
    ]);
  });

  it('name checks that came, went or were written again', () => {
    const check = (CheckID: string, ModifyIndex: number) => ({ Node: 'n', CheckID, ServiceName: CheckID, ModifyIndex });
    const before = readStateTable([check('a', 1), check('b', 1), check('c', 1)]);
    const after = readStateTable([check('a', 1), check('b', 2), check('d', 3)]);
    expect(changedChecks(before, after).map(({ service }) => service)).toEqual(['b', 'd', 'c']);
  });
});
