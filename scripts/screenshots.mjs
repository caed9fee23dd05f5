import { fileURLToPath } from 'node:url';
import { ensureTestServers } from './install-test-servers.mjs';
import { prepareProduction } from './prepare.mjs';
import { runTypeScript } from './run-typescript.mjs';

const { variables, missing } = ensureTestServers();
const trouble = variables.CHROMIUM_BIN === undefined ? missing.join('\n') : await prepareProduction();
if (trouble === undefined) {
  process.exitCode = await runTypeScript(fileURLToPath(new URL('take-screenshots.ts', import.meta.url)), variables);
} else {
  console.error(trouble);
  process.exitCode = 1;
}
