import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEXT } from './build.mjs';
import { playwrightFailures, vitestFailures } from './failed-tests.mjs';
import { prepareBuild } from './prepare.mjs';
import { NODE, projectEnv, ROOT } from './project.mjs';
import { runProgram } from './run-program.mjs';
import { playwrightCounts, vitestCounts } from './test-counts.mjs';

const program = (...path) => join(ROOT, 'node_modules', ...path);
const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };

/**
 * The fast stages, in order. A stage runs with variables for the test servers and gives `{passed, failed, skipped}`, and
 * as `failures` what failed where that has a name.
 */
export const VERIFY_STAGES = [
  { name: 'format and lint', run: () => check(program('.bin', 'biome'), ['check', '.']) },
  { name: 'types', run: types },
  { name: 'unit tests', run: (servers) => vitest('unit', servers) },
  { name: 'contract tests', run: (servers) => vitest('contract', servers) },
];

/** The slow stages, against real servers and the built program. */
export const INTEGRATION_STAGES = [{ name: 'integration tests', run: (servers) => vitest('integration', servers) }];

/** The production build: one check. */
export const BUILD_STAGE = { name: 'production build', run: build };

/** The tests in a browser; they need the build. */
export const BROWSER_STAGE = { name: 'end-to-end tests', run: playwright };

async function check(file, args) {
  return (await runProgram(file, args, projectEnv())) === 0 ? PASSED : FAILED;
}

async function types() {
  const routes = await check(NODE, [NEXT, 'typegen']);
  return routes.failed > 0 ? routes : check(program('.bin', 'tsc'), ['--noEmit']);
}

async function build() {
  const trouble = await prepareBuild();
  if (trouble === undefined) return PASSED;
  console.error(trouble);
  return FAILED;
}

function vitest(project, servers) {
  return withReport(async (file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const args = [program('vitest', 'vitest.mjs'), 'run', '--project', project, ...reporters];
    const code = await runProgram(NODE, args, projectEnv(servers));
    const report = readReport(file);
    return { ...vitestCounts(report, code), failures: vitestFailures(report, ROOT) };
  });
}

function playwright(servers) {
  return withReport(async (file) => {
    const args = [program('@playwright', 'test', 'cli.js'), 'test', '--reporter=list,json'];
    const code = await runProgram(NODE, args, projectEnv({ ...servers, PLAYWRIGHT_JSON_OUTPUT_FILE: file }));
    const report = readReport(file);
    return { ...playwrightCounts(report, code), failures: playwrightFailures(report, ROOT) };
  });
}

async function withReport(work) {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-report-'));
  try {
    return await work(join(folder, 'report.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
