import { describe, expect, it } from 'vitest';
import { arrivalTimes } from '@/lib/simulation/arrival-times';
import type { PolicyAnswer } from '@/lib/view/simulation-answer';
import { madeUpFleet } from '@/lib/view/simulation-fleet';
import { ratePerSecond, scenarioOf } from '@/lib/view/simulation-plan';
import { setupProblem } from '@/lib/view/simulation-problem';
import { keyFileOf, traceOf } from '@/lib/view/simulation-recording';
import { answerOf } from '@/lib/view/simulation-run';
import { DEFAULT_SETUP, type Setup } from '@/lib/view/simulation-setup';
import { setupFrom, setupQuery } from '@/lib/view/simulation-url';
import { ended } from '../support/simulated';

const setupWith = (part: Partial<Setup>): Setup => ({ ...DEFAULT_SETUP, fleet: madeUpFleet(4), ...part });
const opened = (setup: Setup) => setupFrom(new URL(`http://rollcall.test/simulator${setupQuery(setup)}`).searchParams);
const times = (text: string) => traceOf('a.log', text).values;

describe('a file of arrivals', () => {
  it('says in milliseconds when requests came, the first at 0', () => {
    expect(times('1000\n1000.5\n1250\n')).toEqual([0, 0.5, 250]);
    expect(times('\uFEFF5\r\n\r\n 9 \r\n')).toEqual([0, 4]);
  });

  it('says it as ISO 8601, in UTC where it has no zone', () => {
    expect(times('2026-11-21T09:30:00.250Z\n2026-11-21T09:30:01.000Z')).toEqual([0, 750]);
    expect(times('2026-11-21T09:30:00.2501Z\n2026-11-21T09:30:00.250900Z\n2026-11-21T09:30:00.251950100Z')).toEqual([
      0, 0.8, 1.85,
    ]);
    expect(times('2026-11-21T09:30:00\n2026-11-21T10:30:00+01:00\n2026-11-21T09:31:00Z')).toEqual([0, 0, 60_000]);
  });

  it('is a log or a table: what comes after the time is not looked at, nor is a head', () => {
    expect(times('time,path\n10,/a\n30,"/b, c"')).toEqual([0, 20]);
    expect(times('[2026-11-21T09:30:00Z] GET /\n[2026-11-21T09:30:02Z] GET /')).toEqual([0, 2_000]);
  });

  it('is put in order: logs are often written when requests end', () => {
    expect(times('30\n10\n20')).toEqual([0, 10, 20]);
  });

  it.each([
    ['10\n\nsoon\n', 'line 3, “soon”: expected a time'],
    ['10\n-5', 'line 2, “-5”: expected a time'],
    ['10\n2026-13-41T00:00:00Z', 'line 2, “2026-13-41T00:00:00Z”: expected a time'],
    [`1\n${'x'.repeat(500)}`, `line 2, “${'x'.repeat(40)}…”`],
    ['', 'expected two lines with different times'],
    ['7\n7\n7', 'expected two lines with different times'],
    ['1\n'.repeat(100_001), '100,001 lines: expected 100,000 at most'],
  ])('is refused with what is wrong: %#', (text, message) => {
    expect(() => traceOf('a.log', text)).toThrow(message);
  });
});

describe('a file of keys', () => {
  it('has a key a line, whatever it says, as often as it was asked for', () => {
    expect(keyFileOf('keys.txt', 'anna\r\n\r\nben, jr\nanna').values).toEqual(['anna', 'ben, jr', 'anna']);
    expect(() => keyFileOf('keys.txt', ' \n\n')).toThrow('expected a key a line');
  });
});

describe('a simulation of recorded traffic', () => {
  const trace = traceOf('a.log', '0\n1\n1\n500\n900\n1000');
  const keyFile = keyFileOf('keys.txt', 'anna\nanna\nben\nanna');

  it('has the arrivals and keys of the files, again from the start where they end', () => {
    const scenario = scenarioOf(setupWith({ arrivals: 'recorded', trace, keysFrom: 'recorded', keyFile }));
    const next = arrivalTimes(scenario.traffic.arrivals, () => 0);
    expect(Array.from({ length: 8 }, next)).toEqual([0, 1, 1, 500, 900, 1000, 1000, 1001]);
    expect(scenario.traffic.keys).toEqual({ kind: 'list', keys: ['anna', 'anna', 'ben', 'anna'] });
    expect(ratePerSecond(setupWith({ arrivals: 'recorded', trace }))).toBe(6);
  });

  it('is asked for shares with the keys in their order, and for churn with the different ones', () => {
    const recorded = setupWith({ keysFrom: 'recorded', keyFile, requests: 400 });
    const shares = told(recorded, 'shares');
    const owners = shares.question === 'shares' ? shares.answer.picks.slice(0, 8) : [];
    expect(owners).toEqual([0, 0, 1, 0, 0, 0, 1, 0].map((place) => (place === 0 ? owners[0] : owners[2])));
    expect(told(recorded, 'churn').answer).toMatchObject({ keys: 2 });
  });

  it('is named by its link, which whoever has the file can run', () => {
    const given = setupWith({ arrivals: 'recorded', trace, keysFrom: 'recorded', keyFile });
    expect(setupProblem(given)).toBeNull();
    const link = opened(given);
    expect(setupProblem(link)).toMatch(/needs the file “a\.log” with 6 times of arrivals/);
    const again = { ...link, trace: traceOf('renamed.log', '0\r\n1\r\n1\r\n500\r\n900\r\n1000'), keyFile };
    expect(again.trace.digest).toBe(link.trace?.digest);
    expect(told(again, 'load')).toEqual(told(given, 'load'));
    expect(traceOf('a.log', '0\n1\n1\n500\n900\n1001').digest).not.toBe(trace.digest);
  });

  it('is not begun without a file, where its question needs one', () => {
    expect(setupProblem(setupWith({ arrivals: 'recorded' }))).toMatch(/no file of times/);
    expect(setupProblem(setupWith({ arrivals: 'recorded', question: 'shares' }))).toBeNull();
    expect(setupProblem(setupWith({ keysFrom: 'recorded', question: 'shares' }))).toMatch(/no file of keys/);
  });
});

function told(setup: Setup, question: Setup['question']): PolicyAnswer {
  return ended(answerOf({ ...setup, question }, { id: 'ring-hash', options: {} }));
}
