import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const MOST = 10;
const LONGEST_MESSAGE = 200;

/** What failed by a vitest JSON report, as `{name, message}`: tests, and files of which no test says why they failed. */
export function vitestFailures(report, root) {
  return (report?.testResults ?? []).flatMap((file) => {
    const path = relative(root, file.name);
    if (isBroken(file)) return [failure([path], file.message || 'What it does before or after its tests failed.')];
    return file.assertionResults
      .filter(hasFailed)
      .map((test) => failure([path, ...test.ancestorTitles, test.title], test.failureMessages[0]));
  });
}

/** True for a file of a vitest JSON report that failed although none of its tests did: they were not run. */
export function isBroken({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some(hasFailed);
}

/** What failed by a Playwright JSON report, a test that passed only when repeated too; `errors` are outside any test. */
export function playwrightFailures(report, root) {
  const pathOf = (file) => relative(root, join(report.config?.rootDir ?? root, file));
  const tests = (report?.suites ?? []).flatMap((file) => failuresOfSuite(file, [pathOf(file.file)]));
  const errors = (report?.errors ?? []).map(({ message }) => failure(['outside any test'], message));
  return [...tests, ...errors];
}

/** A line a failure: the test and the first line of what it says. No more than the end of a log shows. */
export function failureLines(failures) {
  const lines = failures.slice(0, MOST).map(({ name, message }) => `  ${name}${message && `: ${message}`}`);
  return failures.length > MOST ? [...lines, `  and ${failures.length - MOST} more`] : lines;
}

function failuresOfSuite({ specs, suites = [] }, titles) {
  const failed = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ results }) => failure([...titles, spec.title], results.find(({ error }) => error)?.error.message)),
  );
  return [...failed, ...suites.flatMap((suite) => failuresOfSuite(suite, [...titles, suite.title]))];
}

function hasFailed({ status }) {
  return status === 'failed';
}

function failure(titles, text = '') {
  const lines = stripVTControlCharacters(text).split('\n');
  const message = (lines.find((line) => line.trim() !== '') ?? '').trim();
  return {
    name: titles.filter(Boolean).join(' › '),
    message: message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message,
  };
}
