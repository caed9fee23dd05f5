import { ensureTestServers } from './install-test-servers.mjs';
import { prepareDependencies } from './prepare.mjs';
import { conclude, runStages } from './run-stages.mjs';
import { VERIFY_STAGES } from './stages.mjs';
import { missingServers } from './test-server-stage.mjs';

const trouble = await prepareDependencies();
if (trouble === undefined) {
  const { variables, missing } = ensureTestServers();
  const results = await runStages(VERIFY_STAGES, variables);
  conclude([...missingServers(missing), ...results]);
} else {
  console.error(trouble);
  process.exitCode = 1;
}
