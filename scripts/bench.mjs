import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTestServers } from './install-test-servers.mjs';
import { prepareProduction } from './prepare.mjs';
import { ROOT } from './project.mjs';
import { runTypeScript } from './run-typescript.mjs';

// `npm run bench -- stream` runs the benches whose file name contains "stream".
const wanted = process.argv.slice(2);
const trouble = await prepareProduction();
if (trouble === undefined) await benchAll();
else fail(trouble);

async function benchAll() {
  const { variables, missing } = ensureTestServers();
  for (const sentence of missing) fail(sentence);
  if (missing.length > 0) return;
  const folder = join(ROOT, 'tests', 'bench');
  const files = readdirSync(folder).filter((name) => /\.bench\.(ts|mjs)$/.test(name) && isWanted(name));
  if (files.length === 0) fail('There is no such bench.');
  for (const file of files.sort()) {
    console.log(`\n== ${file.replace(/\.bench\.\w+$/, '')}`);
    const code = await runTypeScript(join(folder, file), { NODE_ENV: 'production', ...variables });
    if (code !== 0) fail(`${file} failed.`);
  }
}

function isWanted(name) {
  return wanted.length === 0 || wanted.some((part) => name.includes(part));
}

function fail(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
