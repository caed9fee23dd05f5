import { describe, expect, it } from 'vitest';
import { healthWords, mixWords } from '@/components/ui/health-words';
import { rollMarks } from '@/components/ui/roll-marks';
import { summaryOf } from '../support/catalog-samples';

describe('the words for a service', () => {
  it('say how many of how many', () => {
    expect(healthWords(summaryOf('s', { critical: 3, warning: 1, passing: 4, out: 2 }))).toBe('3 of 10 critical');
  });

  it('say all where it is all of them', () => {
    expect(healthWords(summaryOf('s', { passing: 40 }))).toBe('All 40 passing');
    expect(healthWords(summaryOf('s', { passing: 38, out: 2 }))).toBe('All 40 passing');
    expect(healthWords(summaryOf('s', { unknown: 4 }))).toBe('All 4 unknown');
  });

  it('do not call one instance all', () => {
    expect(healthWords(summaryOf('s', { passing: 1 }))).toBe('1 passing');
    expect(healthWords(summaryOf('s', { critical: 1 }))).toBe('1 of 1 critical');
  });

  it('say when an operator has taken every instance out', () => {
    expect(healthWords(summaryOf('s', { out: 3 }))).toBe('None of 3 in rotation');
  });

  it('name the mix worst first', () => {
    expect(mixWords(summaryOf('s', { passing: 4, critical: 3, out: 2 }))).toBe('3 critical, 4 passing, 2 out');
  });
});

describe('the roll of instance marks', () => {
  it('draws one mark an instance, worst first', () => {
    const { marks, hidden } = rollMarks(summaryOf('s', { passing: 2, critical: 1, warning: 1, out: 1 }));
    expect(marks.map((mark) => mark.state)).toEqual(['critical', 'warning', 'passing', 'passing', 'out']);
    expect(hidden).toBe(0);
  });

  it('lets faults rise above the well and hangs what is out below them', () => {
    const { marks } = rollMarks(summaryOf('s', { passing: 1, critical: 1, out: 1 }));
    const [critical, passing, out] = marks;
    expect(critical?.height).toBeGreaterThan(passing?.height ?? 0);
    expect((critical?.top ?? 0) + (critical?.height ?? 0)).toBe((passing?.top ?? 0) + (passing?.height ?? 0));
    expect(out?.top).toBeGreaterThan((passing?.top ?? 0) + (passing?.height ?? 0) - 1);
  });

  it('never hides the only critical one among many', () => {
    const { marks, hidden } = rollMarks(summaryOf('s', { passing: 400, critical: 1, out: 1 }));
    expect(marks[0]?.state).toBe('critical');
    expect(marks.some((mark) => mark.state === 'out')).toBe(true);
    expect(marks.length + hidden).toBe(402);
  });
});
