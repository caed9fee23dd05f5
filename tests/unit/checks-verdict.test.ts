import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '@/lib/checks/probe';
import { NO_VERDICT, nextVerdict, type Thresholds, type Verdict } from '@/lib/checks/verdict';

const finding = fc.constantFrom<Finding['status']>('passing', 'critical', 'unknown');
const thresholds = fc.record({ rise: fc.integer({ min: 1, max: 5 }), fall: fc.integer({ min: 1, max: 5 }) });

function verdictAfter(findings: readonly Finding['status'][], limits: Thresholds): Verdict {
  return findings.reduce<Verdict>((verdict, found) => nextVerdict(verdict, found, limits), NO_VERDICT);
}

/** What is held after each finding, by the first letters of the findings. */
function held(letters: string, limits: Thresholds): string {
  const words = { p: 'passing', c: 'critical', u: 'unknown' } as const;
  let verdict = NO_VERDICT;
  return [...letters]
    .map((letter) => {
      verdict = nextVerdict(verdict, words[letter as keyof typeof words], limits);
      return verdict.status[0];
    })
    .join('');
}

describe('the verdict on an instance', () => {
  it.each([
    ['pp', 'up'],
    ['ccc', 'uuc'],
    ['ppccpccc', 'uppppppc'],
    ['cccpcpp', 'uuccccp'],
    ['pcpcpc', 'uuuuuu'],
    ['ppupp', 'upuup'],
    ['cccucc', 'uucuuu'],
  ])('rises after two and falls after three: %s is held as %s', (findings, expected) => {
    expect(held(findings, { rise: 2, fall: 3 })).toBe(expected);
  });

  it('follows every finding where one is enough', () => {
    fc.assert(
      fc.property(fc.array(finding, { minLength: 1 }), (findings) => {
        expect(verdictAfter(findings, { rise: 1, fall: 1 }).status).toBe(findings.at(-1));
      }),
    );
  });

  it('is what the last unbroken run long enough said, and nothing once a probe could not be made', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 60 }), thresholds, (findings, limits) => {
        let expected: Finding['status'] = 'unknown';
        let run = 0;
        for (const [index, found] of findings.entries()) {
          run = found === findings[index - 1] ? run + 1 : 1;
          if (found === 'unknown') expected = 'unknown';
          else if (run >= (found === 'passing' ? limits.rise : limits.fall)) expected = found;
        }
        expect(verdictAfter(findings, limits).status).toBe(expected);
      }),
    );
  });

  it('counts a run only against what it holds, and never past its threshold', () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 60 }), thresholds, (findings, limits) => {
        const { status, leaning, streak } = verdictAfter(findings, limits);
        expect(leaning).not.toBe(status);
        if (leaning === null) expect(streak).toBe(0);
        else expect(streak).toBeLessThan(leaning === 'passing' ? limits.rise : limits.fall);
      }),
    );
  });
});
