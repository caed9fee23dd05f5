import { describe, expect, it } from 'vitest';
import type { Instance } from '@/lib/domain/instance';
import { summarizeService } from '@/lib/domain/service';
import { judgeLink, judgeService, pictureOf } from '@/lib/notify/condition';
import { conditionWords } from '@/lib/notify/condition-words';
import type { Condition, ServiceCondition, Threshold } from '@/lib/notify/rule';
import { sampleInstance } from '../support/catalog-samples';

/** c, w, u, p in rotation; capital out of it; f is flapping and passing. */
function instances(marks: string): Instance[] {
  const healths = { c: 'critical', w: 'warning', u: 'unknown', p: 'passing', f: 'passing' } as const;
  return [...marks].map((mark, index) =>
    sampleInstance(`${mark}${index}`, {
      health: healths[mark.toLowerCase() as keyof typeof healths],
      rotation: mark === mark.toLowerCase() ? 'in' : 'out',
      flapping: mark.toLowerCase() === 'f',
    }),
  );
}

function when(state: ServiceCondition['state'], is: Threshold['is'], amount: number | string): Condition {
  const of = typeof amount === 'number' ? { count: amount } : { share: Number.parseFloat(amount) / 100 };
  return { state, threshold: { is, amount: of } };
}

const judge = (condition: Condition, marks: string) => {
  const all = instances(marks);
  const { isSo, summary } = judgeService(condition, all.length === 0 ? null : summarizeService(all));
  return `${isSo ? 'so' : 'not so'}: ${summary}`;
};

describe('a condition on a service', () => {
  it.each([
    [when('critical', 'at-least', 1), 'cpp', 'so: 1 of 3 critical'],
    [when('critical', 'at-least', 1), 'ppp', 'not so: 0 of 3 critical'],
    [when('critical', 'at-least', 1), 'Cpp', 'not so: 0 of 2 critical'],
    [when('critical', 'at-least', '50%'), 'cp', 'so: 1 of 2 critical'],
    [when('not-passing', 'more-than', '50%'), 'cwpp', 'not so: 2 of 4 not passing'],
    [when('not-passing', 'more-than', '50%'), 'cwup', 'so: 3 of 4 not passing'],
    [when('passing', 'fewer-than', 2), 'pcPP', 'so: 1 of 2 passing'],
    [when('passing', 'fewer-than', 2), 'ppc', 'not so: 2 of 3 passing'],
    [when('passing', 'fewer-than', 2), '', 'so: not registered'],
    [when('passing', 'fewer-than', '50%'), '', 'so: not registered'],
    [when('passing', 'fewer-than', '50%'), 'PP', 'so: 0 of 0 passing'],
    [when('critical', 'at-least', '50%'), '', 'not so: not registered'],
    [when('out', 'at-least', 2), 'PCp', 'so: 2 of 3 out'],
    [when('flapping', 'at-least', 1), 'ppF', 'so: 1 of 3 flapping'],
    [{ state: 'absent' } as const, '', 'so: not registered'],
    [{ state: 'absent' } as const, 'c', 'not so: registered'],
  ])('%j of %j is %s', (condition, marks, expected) => {
    expect(judge(condition, marks)).toBe(expected);
  });

  it('names the instances that make it so, and counts the rest', () => {
    const named = (condition: Condition, marks: string) =>
      pictureOf(condition, instances(marks)).instances.map(({ id }) => id);
    expect(named(when('critical', 'at-least', 1), 'pcCc')).toEqual(['c1', 'c3']);
    expect(named(when('passing', 'fewer-than', 9), 'pcPw')).toEqual(['c1', 'w3']);
    expect(named(when('out', 'at-least', 1), 'pP')).toEqual(['P1']);
    expect(pictureOf(when('critical', 'at-least', 1), instances('c'.repeat(25)))).toMatchObject({ moreInstances: 5 });
  });
});

describe('the link of a registry', () => {
  it('is nothing to speak of until it was up once', () => {
    const since = '2026-01-05T09:00:00.000Z';
    expect(judgeLink({ state: 'connecting', since })).toBeNull();
    expect(judgeLink({ state: 'live', since })).toMatchObject({ isSo: false });
    expect(judgeLink({ state: 'stale', since, cause: 'no-leader', detail: 'x' })).toEqual({
      isSo: true,
      summary: 'link stale: no-leader',
    });
  });
});

describe('the words of a condition', () => {
  it.each([
    [when('critical', 'at-least', 1), 'any critical'],
    [when('critical', 'more-than', 0), 'any critical'],
    [when('not-passing', 'more-than', '33.3%'), 'more than 33.3 % not passing'],
    [when('passing', 'fewer-than', 2), 'fewer than 2 passing'],
    [when('out', 'at-least', 3), 'at least 3 out'],
    [{ state: 'absent' } as const, 'not registered'],
    [{ state: 'stale' } as const, 'link stale'],
  ])('%j: %s', (condition, words) => {
    expect(conditionWords(condition)).toBe(words);
  });
});
