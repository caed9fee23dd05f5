import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertState } from '@/lib/notify/alert';
import { advance } from '@/lib/notify/evaluate';

const PATIENCE = { forMs: 3_000, resolveAfterMs: 2_000 };
const LOOKS: Readonly<Record<string, boolean | null>> = { '!': true, '.': false, '?': null };

/** The phases after looks a second apart: `!` it is so, `.` it is not, `?` nobody observes; `-` for no alert. */
function phases(looks: string, patience = PATIENCE, stepMs = 1_000): string {
  let alert: AlertState | null = null;
  let now = 1_000_000;
  let seen = '';
  for (const look of looks) {
    now += stepMs;
    alert = advance(alert, { isSo: LOOKS[look] ?? null, now }, patience);
    seen += alert ? alert.phase.charAt(0) : '-';
  }
  return seen;
}

describe('an alert', () => {
  it.each([
    ['fires when it was so for long enough', '!!!!!', 'pppff'],
    ['is nothing when it passes before', '!!!.!!!', 'ppp-ppp'],
    ['is resolved when it was well for long enough', '!!!!...', 'pppfffr'],
    ['goes on when it comes back before', '!!!!..!..!...', 'pppfffffffffr'],
    ['fires again when it comes back before anybody was told', '!!!!...!', 'pppfffrf'],
    ['neither fires in a gap nor is nothing after it', '!!?????!!', 'ppppppppp'],
    ['counts what was observed on both sides of a gap', '!!??!!!', 'ppppppf'],
    ['is not resolved by a gap', '!!!!.?????...', 'pppfffffffffr'],
    ['does not begin in a gap', '???.', '----'],
  ])('%s', (_, looks, expected) => {
    expect(phases(looks)).toBe(expected);
  });

  it('fires and is resolved at once where nothing is to be waited for', () => {
    expect(phases('.!.!', { forMs: 0, resolveAfterMs: 0 })).toBe('-frf');
  });

  it('counts no time that nobody can have watched: the machine slept', () => {
    expect(phases('!!!!!!', PATIENCE, 60_000)).toBe('pppppp');
  });

  it('is not hurried or held up by a clock that is set back', () => {
    const begun = advance(null, { isSo: true, now: 10_000 }, PATIENCE);
    const back = advance(begun, { isSo: true, now: 4_000 }, PATIENCE);
    expect(back).toMatchObject({ phase: 'pending', heldMs: 0 });
    expect(advance(back, { isSo: true, now: 7_000 }, PATIENCE)).toMatchObject({ phase: 'firing' });
  });

  const looks = fc.string({ unit: fc.constantFrom('!', '.'), minLength: 1, maxLength: 40 });

  it('stands where it stood after any gap', () => {
    fc.assert(
      fc.property(looks, fc.nat(39), fc.integer({ min: 1, max: 20 }), (all, at, gap) => {
        const [before, after] = [all.slice(0, at + 1), all.slice(at + 1)];
        // The look that ends the gap shows what the one before it did.
        const cut = phases(`${before}${'?'.repeat(gap)}${before.at(-1)}${after}`);
        expect(cut.slice(0, before.length) + cut.slice(before.length + gap + 1)).toBe(phases(before + after));
      }),
    );
  });

  it('fires only when it was so without a break, and ends only when it was well so', () => {
    fc.assert(
      fc.property(looks, (all) => {
        const seen = phases(all);
        for (const [index, phase] of [...seen].entries()) {
          const was = seen[index - 1] ?? '-';
          if (phase === 'f' && was === 'p') expect(all.slice(index - 3, index + 1)).toBe('!!!!');
          if (phase === 'r' && was === 'f') expect(all.slice(index - 2, index + 1)).toBe('...');
          expect(['--', '-p', 'pp', 'p-', 'pf', 'ff', 'fr', 'rr', 'rf']).toContain(was + phase);
        }
      }),
    );
  });
});
