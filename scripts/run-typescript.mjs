import { NODE, projectEnv } from './project.mjs';
import { runProgram } from './run-program.mjs';

const RESOLUTION = new URL('typescript-resolution.mjs', import.meta.url).href;

/** Runs a `.ts` or `.mjs` file of the project with Node 24 and gives its exit code. */
export function runTypeScript(file, extra = {}) {
  return runProgram(NODE, ['--expose-gc', '--import', RESOLUTION, file], projectEnv(extra));
}
