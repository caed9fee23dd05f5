import { spawn } from 'node:child_process';
import { ROOT } from './project.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Runs a program in the project's folder, its output shown, and gives its exit code (a signal counts as 1). */
export async function runProgram(file, args, env) {
  const { code } = await run({ file, args, env, stdio: ['ignore', 'inherit', 'inherit'] });
  return code;
}

/** Runs a program and keeps what it writes: for progress that stays quiet unless something fails. */
export function runQuietly(file, args, env) {
  return run({ file, args, env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function run({ file, args, env, stdio }) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: ROOT, env, stdio });
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    // Node's own answer to a signal would leave the child behind, and the locks with it.
    const endEarly = (name) => {
      child.kill(name);
      process.exit(1);
    };
    for (const name of SIGNALS) process.once(name, endEarly);
    const settle = (result) => {
      for (const name of SIGNALS) process.off(name, endEarly);
      resolve(result);
    };
    const output = () => Buffer.concat(chunks).toString('utf8');
    child.once('error', (error) => settle({ code: 1, output: `${file}: ${error.message}` }));
    child.once('close', (code) => settle({ code: code ?? 1, output: output() }));
  });
}
