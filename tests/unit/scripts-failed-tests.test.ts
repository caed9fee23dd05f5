import { afterEach, expect, test, vi } from 'vitest';
import { failureLines, playwrightFailures, vitestFailures } from '@/scripts/failed-tests.mjs';
import { conclude } from '@/scripts/run-stages.mjs';

const { exitCode } = process;
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = exitCode;
});

test('a failed test is named by its file and titles, with the first line of what it says', () => {
  const failed = {
    status: 'failed',
    ancestorTitles: ['an outage', 'of etcd'],
    title: 'is seen',
    failureMessages: ['\u001b[31mError: etcd ended\u001b[39m\n    at somewhere.ts:1', 'another'],
  };
  const passed = { status: 'passed', ancestorTitles: [], title: 'is well', failureMessages: [] };
  const testResults = [
    { name: '/rollcall/tests/outage.test.ts', status: 'failed', assertionResults: [passed, failed] },
  ];
  expect(vitestFailures({ testResults }, '/rollcall')).toEqual([
    { name: 'tests/outage.test.ts › an outage › of etcd › is seen', message: 'Error: etcd ended' },
  ]);
  expect(vitestFailures(undefined, '/rollcall')).toEqual([]);
});

test('a test file that was not run is named, with what it says if it says anything', () => {
  const skipped = { status: 'skipped', ancestorTitles: [], title: 'waits', failureMessages: [] };
  const testResults = [
    { name: '/rollcall/a.test.ts', status: 'failed', message: 'no such module\nRequire stack:', assertionResults: [] },
    { name: '/rollcall/b.test.ts', status: 'failed', message: '', assertionResults: [skipped] },
  ];
  expect(vitestFailures({ testResults }, '/rollcall')).toEqual([
    { name: 'a.test.ts', message: 'no such module' },
    { name: 'b.test.ts', message: expect.stringContaining('before or after its tests') },
  ]);
});

test('a browser test that failed, or passed only when repeated, is named with its file from the root', () => {
  const error = { message: '\n\u001b[31mTimed out\u001b[39m\nmore' };
  const tested = (title: string, status: string, results: readonly object[]) => ({
    title,
    tests: [{ status, results }],
  });
  const report = {
    config: { rootDir: '/rollcall/tests/e2e' },
    suites: [
      {
        title: 'page.spec.ts',
        file: 'page.spec.ts',
        specs: [tested('opens', 'unexpected', [{ error }]), tested('closes', 'expected', [{}])],
        suites: [{ title: 'in the dark', specs: [tested('is read', 'flaky', [{ error }, {}])] }],
      },
    ],
    errors: [{ message: 'no browser' }],
  };
  expect(playwrightFailures(report, '/rollcall')).toEqual([
    { name: 'tests/e2e/page.spec.ts › opens', message: 'Timed out' },
    { name: 'tests/e2e/page.spec.ts › in the dark › is read', message: 'Timed out' },
    { name: 'outside any test', message: 'no browser' },
  ]);
  expect(playwrightFailures(undefined, '/rollcall')).toEqual([]);
});

test('ten failures are told, and how many there are beyond', () => {
  const failures = Array.from({ length: 12 }, (_, index) => ({
    name: `a › ${index}`,
    message: index === 0 ? '' : 'no',
  }));
  const lines = failureLines(failures);
  expect(lines.slice(0, 2)).toEqual(['  a › 0', '  a › 1: no']);
  expect(lines.slice(10)).toEqual(['  and 2 more']);
  expect(failureLines(failures.slice(0, 10))).toHaveLength(10);
});

test('what failed stands between the stages and the sum', () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const failed = { passed: 3, failed: 1, skipped: 0, failures: [{ name: 'a.test.ts › works', message: 'Error: no' }] };
  conclude([
    { name: 'types', counts: { passed: 1, failed: 0, skipped: 0 }, took: '1.0 s' },
    { name: 'unit tests', counts: failed, took: '2.0 s' },
  ]);
  const printed = log.mock.calls.flat().join('\n').split('\n');
  expect(printed.slice(-5)).toEqual([
    expect.stringMatching(/^FAIL {2}unit tests .* 3 passed, 1 failed$/),
    '',
    '  a.test.ts › works: Error: no',
    '',
    '4 passed, 1 failed',
  ]);
  expect(process.exitCode).toBe(1);
});
