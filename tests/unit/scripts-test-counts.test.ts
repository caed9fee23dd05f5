import { expect, test } from 'vitest';
import { addCounts, countsLine, playwrightCounts, vitestCounts } from '@/scripts/test-counts.mjs';

test('the last line names skipped tests only if there are any', () => {
  expect(countsLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(countsLine({ passed: 12, failed: 1, skipped: 3 })).toBe('12 passed, 1 failed, 3 skipped');
});

test('a test file that cannot be loaded is a failure', () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report, 1)).toEqual({ passed: 4, failed: 1, skipped: 1 });
});

test('a test file whose tests were not run, as what comes before them failed, is a failure beside failed tests', () => {
  const testResults = [
    { status: 'failed', assertionResults: [{ status: 'skipped' }, { status: 'skipped' }] },
    { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
  ];
  const report = { numPassedTests: 1, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0, testResults };
  expect(vitestCounts(report, 1)).toEqual({ passed: 1, failed: 2, skipped: 2 });
});

test('a run that ends badly without a failed test is a failure', () => {
  const report = { numPassedTests: 4, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  expect(vitestCounts(report, 1).failed).toBe(1);
  expect(vitestCounts(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCounts(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a browser test that passed only when repeated has failed', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [] };
  expect(playwrightCounts(report, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('counts of stages add up', () => {
  const one = { passed: 1, failed: 0, skipped: 2 };
  expect(addCounts([one, { passed: 3, failed: 4, skipped: 0 }])).toEqual({ passed: 4, failed: 4, skipped: 2 });
});
