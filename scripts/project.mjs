import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

const BIN = join(ROOT, 'node_modules', '.bin');

/** The Node Rollcall runs on, whatever the machine has: it comes with the npm package `node`. */
export const NODE = join(BIN, 'node');

/** An environment in which `node` and the project's own programs come first. */
export function projectEnv(extra = {}) {
  const path = [BIN, outsidePath()].join(delimiter);
  return { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...extra, PATH: path };
}

/** The path without this project's programs: npm must not run on a Node that it is about to replace. */
export function outsidePath() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.startsWith(join(ROOT, 'node_modules'))).join(delimiter);
}

/** What is wrong with the project's Node, as a sentence; undefined when it is Node 24. */
export function nodeTrouble() {
  const run = spawnSync(NODE, ['--version'], { encoding: 'utf8' });
  const version = run.stdout?.trim();
  if (version?.startsWith('v24.')) return undefined;
  return (
    `Rollcall runs on Node 24, which the npm package \`node\` brings, but node_modules has ${version || 'none'}. ` +
    'Check that npm may run install scripts (`npm config get ignore-scripts`), delete node_modules and start again.'
  );
}
