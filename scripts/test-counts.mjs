import { isBroken } from './failed-tests.mjs';

/** Counts of a vitest JSON report. A file whose tests could not be run, and a run that failed by no test, count as one failure. */
export function vitestCounts(report, exitCode) {
  const files = report?.testResults ?? [];
  const broken = files.filter(isBroken).length;
  return honest(exitCode, {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + broken,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  });
}

/** Counts of a Playwright JSON report; `errors` are failures outside any test. */
export function playwrightCounts(report, exitCode) {
  const stats = report?.stats;
  return honest(exitCode, {
    passed: stats?.expected ?? 0,
    failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) + (report?.errors?.length ?? 0),
    skipped: stats?.skipped ?? 0,
  });
}

/** The sum of several counts. */
export function addCounts(all) {
  return all.reduce(
    (sum, one) => ({
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** `N passed, N failed`, and `, N skipped` if there are any. */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function honest(exitCode, counts) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
