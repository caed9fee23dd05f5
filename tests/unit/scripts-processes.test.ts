import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startProcess } from '../support/processes';
import { eventually } from '../support/wait';

const STUBBORN = "process.on('SIGTERM', () => {}); console.log('up'); setInterval(() => {}, 1000)";
const ORPHANED = `
import { startProcess } from './tests/support/processes.ts';
const child = await startProcess({ file: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] });
console.log('child ' + child.pid + '.');
setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50);
setInterval(() => {}, 1000);
`;

test('a process that ignores SIGTERM is killed after its grace', async () => {
  await using child = await startProcess({ file: process.execPath, args: ['-e', STUBBORN] });
  await eventually(() => child.output().includes('up'));
  expect(await child.stop(100)).toEqual({ code: null, signal: 'SIGKILL' });
  expect(child.hasEnded()).toBe(true);
  expect(await child.stop()).toEqual({ code: null, signal: 'SIGKILL' });
});

test.runIf(process.platform === 'linux')('a server does not outlive a test worker that crashes', async () => {
  const args = ['--import', './scripts/typescript-resolution.mjs', '--input-type=module', '-e', ORPHANED];
  await using worker = await startProcess({ file: process.execPath, args });
  await worker.ended;
  const pid = /child (\d+)\./.exec(worker.output())?.[1];
  expect(pid, worker.output()).toBeDefined();
  await eventually(() => !isRunning(Number(pid)));
});

/** A killed process may wait to be collected; it runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
