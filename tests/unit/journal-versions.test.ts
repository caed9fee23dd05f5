import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { turnVersions, type Version, type VersionTurn } from '@/lib/history/version-turns';
import { sampleInstance } from '../support/catalog-samples';

const turn = (at: number, revision: string | null, isChange = true): VersionTurn => ({
  at,
  instance: revision === null ? null : sampleInstance('a', { revision }),
  isChange,
});
const told = ({ instance, from, to }: Version) => [instance.revision, from, to];

/** Applies the turns in parts, one after the other, to versions kept by when they begin. */
function kept(parts: readonly (readonly VersionTurn[])[]) {
  const versions = new Map<number, Version>();
  for (const turns of parts) {
    const current = [...versions.values()].find(({ to }) => to === null);
    const { put, endAt, drop } = turnVersions(current?.from ?? null, turns);
    if (current && endAt !== null) versions.set(current.from, { ...current, to: endAt });
    if (current && drop) versions.delete(current.from);
    for (const version of put) versions.set(version.from, version);
  }
  return [...versions.values()].sort((a, b) => a.from - b.from);
}

const turns = fc
  .array(
    fc.record({
      after: fc.integer({ min: 0, max: 3 }),
      revision: fc.option(fc.constantFrom('1', '2', '3'), { freq: 3 }),
      isChange: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) => {
    let at = 0;
    return all.map(({ after, revision, isChange }) => {
      at += after;
      return turn(at, revision, isChange);
    });
  });

describe('the versions of an instance', () => {
  it('begin with a change and end with the next; what is no change replaces what is current', () => {
    const { put } = turnVersions(null, [
      turn(1, '1', false),
      turn(2, '2', false),
      turn(3, '3'),
      turn(5, null),
      turn(6, '4'),
    ]);
    expect(put.map(told)).toEqual([
      ['2', 1, 3],
      ['3', 3, 5],
      ['4', 6, null],
    ]);
  });

  it('that lasted no time are not kept', () => {
    expect(turnVersions(7, [turn(7, null)])).toEqual({ put: [], endAt: null, drop: true });
    expect(turnVersions(null, [turn(7, '1'), turn(7, '2'), turn(7, null)])).toEqual({
      put: [],
      endAt: null,
      drop: false,
    });
    const back = turnVersions(7, [turn(7, null), turn(7, '2')]);
    expect([back.put.map(told), back.drop]).toEqual([[['2', 7, null]], false]);
    const later = turnVersions(7, [turn(7, null), turn(9, '2')]);
    expect([later.put.map(told), later.drop]).toEqual([[['2', 9, null]], true]);
  });

  it('that are stored end as they are', () => {
    expect(turnVersions(7, [turn(9, null)])).toEqual({ put: [], endAt: 9, drop: false });
    expect(turnVersions(null, [turn(9, null)])).toEqual({ put: [], endAt: null, drop: false });
  });

  it('are the same however the turns are written together, never overlap, and the last is current', () => {
    fc.assert(
      fc.property(turns, fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 30 }), (all, sizes) => {
        const parts: VersionTurn[][] = [];
        for (let at = 0; at < all.length; at += sizes[parts.length - 1] ?? 1) {
          parts.push(all.slice(at, at + (sizes[parts.length] ?? 1)));
        }
        const whole = kept([all]);
        expect(kept(parts)).toEqual(whole);
        for (const [index, { from, to }] of whole.entries()) {
          if (to !== null) expect(to).toBeGreaterThan(from);
          const next = whole[index + 1];
          if (next) expect(next.from).toBeGreaterThanOrEqual(to ?? Number.POSITIVE_INFINITY);
        }
        const last = all.at(-1)?.instance ?? null;
        expect(whole.at(-1)?.to === null ? whole.at(-1)?.instance : null).toEqual(last);
      }),
    );
  });
});
