import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { servingProcess } from './clone-lock.mjs';
import { NODE, projectEnv, ROOT } from './project.mjs';
import { runQuietly } from './run-program.mjs';
import { seconds } from './seconds.mjs';
import { sourceHash } from './source-hash.mjs';

const STAMP = join(ROOT, '.next', 'rollcall-build.json');

/** Next's command line, to be run by {@link NODE}. */
export const NEXT = join(ROOT, 'node_modules', 'next', 'dist', 'bin', 'next');

/** Builds for production unless `.next` was built from these very sources. Returns what went wrong, if anything. */
export async function ensureBuild(report = console.log) {
  const hash = sourceHash();
  if (builtFrom() === hash) return undefined;
  const serving = servingProcess();
  if (serving !== undefined) {
    return `The sources have changed, but process ${serving} still serves the last build. Stop it, then start again.`;
  }
  report('Building ...');
  const started = performance.now();
  rmSync(STAMP, { force: true });
  const { code, output } = await runQuietly(NODE, [NEXT, 'build'], projectEnv({ NODE_ENV: 'production' }));
  if (code !== 0) return `next build failed:\n${output.trim()}`;
  writeFileSync(STAMP, `${JSON.stringify({ sources: hash })}\n`);
  report(`Built in ${seconds(started)}.`);
  return undefined;
}

function builtFrom() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8')).sources;
  } catch {
    return undefined;
  }
}
