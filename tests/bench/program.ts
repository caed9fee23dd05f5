import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One of the programs of a bench, in a process of its own. Leaving its `await using` scope ends it. */
export interface BenchProgram extends AsyncDisposable {
  readonly pid: number;
  send(message: object | string): void;
  /** The next message it sends. Rejects when it ends first. */
  next<T>(): Promise<T>;
}

const RESOLUTION = new URL('../../scripts/typescript-resolution.mjs', import.meta.url).href;

/** Starts `programs/<name>.ts` with arguments. */
export function startProgram(name: string, args: readonly string[]): BenchProgram {
  const file = fileURLToPath(new URL(`programs/${name}.ts`, import.meta.url));
  const child = fork(file, args, { execArgv: ['--expose-gc', '--import', RESOLUTION] });
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const messages = queueMessages(child, name);
  return {
    pid: child.pid ?? 0,
    send: (message) => void child.send(message),
    next: <T>() => messages.next() as Promise<T>,
    async [Symbol.asyncDispose]() {
      process.removeListener('exit', end);
      end();
      await ended;
    },
  };
}

/** Messages that nobody has waited for yet are kept. */
function queueMessages(child: ChildProcess, name: string): { next(): Promise<unknown> } {
  const kept: unknown[] = [];
  let waiting: { resolve: (message: unknown) => void; reject: (error: Error) => void } | null = null;
  child.on('message', (message) => {
    if (waiting) waiting.resolve(message);
    else kept.push(message);
    waiting = null;
  });
  child.once('exit', (code) => waiting?.reject(new Error(`${name} ended with ${code}`)));
  return {
    next: () =>
      new Promise((resolve, reject) => {
        if (kept.length > 0) resolve(kept.shift());
        else if (child.exitCode !== null) reject(new Error(`${name} ended with ${child.exitCode}`));
        else waiting = { resolve, reject };
      }),
  };
}
