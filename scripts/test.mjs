import { ensureTestServers } from './install-test-servers.mjs';
import { prepareDependencies } from './prepare.mjs';
import { conclude, runStages } from './run-stages.mjs';
import { BROWSER_STAGE, BUILD_STAGE, INTEGRATION_STAGES, VERIFY_STAGES } from './stages.mjs';
import { missingServers } from './test-server-stage.mjs';
import { unwantedTestServers } from './test-servers.mjs';

const FAILED = { passed: 0, failed: 1, skipped: 0 };
const SKIPPED = { passed: 0, failed: 0, skipped: 1 };

const trouble = await prepareDependencies();
if (trouble === undefined) await testAll();
else {
  console.error(trouble);
  conclude([{ name: 'dependencies', counts: FAILED, took: '' }]);
}

async function testAll() {
  const { variables, missing } = ensureTestServers();
  const verified = await runStages(VERIFY_STAGES, variables);
  const built = await runStages([BUILD_STAGE], variables);
  // Integration tests start the built program too; those that only meet an adapter are worth running without it.
  const integrated = await runStages(INTEGRATION_STAGES, variables);
  const isBuilt = built.every(({ counts }) => counts.failed === 0);
  conclude([
    ...missingServers(missing),
    ...verified,
    ...built,
    ...integrated,
    ...(await testInBrowser(isBuilt, variables)),
  ]);
}

async function testInBrowser(isBuilt, variables) {
  if (unwantedTestServers().has('chromium')) return [{ name: BROWSER_STAGE.name, counts: SKIPPED, took: '' }];
  if (!isBuilt) return [{ name: BROWSER_STAGE.name, counts: FAILED, took: '' }];
  return runStages([BROWSER_STAGE], variables);
}
