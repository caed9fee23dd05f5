import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram } from '../../scripts/find-program.mjs';

/** A program to run: its output is kept, never shown. `env` replaces the environment whole; `input` is not possible. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** The account to run as, where it is not to be this one. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** How a process ended: one of the two is set. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A child process of a test. Leaving its `await using` scope ends it. */
export interface RunningProcess extends AsyncDisposable {
  readonly pid: number;
  /** What it wrote so far, both channels, in order of arrival. */
  output(): string;
  /** Settles when the process has ended and its output is complete. */
  readonly ended: Promise<ProcessEnd>;
  hasEnded(): boolean;
  signal(name: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after `graceMs`; resolves when it has ended. */
  stop(graceMs?: number): Promise<ProcessEnd>;
  /** SIGKILL; resolves when it has ended. */
  kill(): Promise<ProcessEnd>;
}

const living = new Set<ChildProcess>();
// A test worker that ends early must not leave servers behind; one that crashes cannot see to it, but Linux can.
const setpriv = findProgram(['setpriv']);
const guard = process.platform === 'linux' && setpriv !== undefined ? [setpriv, '--pdeathsig', 'KILL'] : [];
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL');
});

/** Starts a program as a child process; one whose file is not there ends at once, or rejects. */
export async function startProcess(program: Program): Promise<RunningProcess> {
  const { account, cwd, env } = program;
  const [file = program.file, ...args] = [...guard, program.file, ...program.args];
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...(env ?? process.env) } as NodeJS.ProcessEnv,
    ...(cwd === undefined ? {} : { cwd }),
    ...account,
  });
  const chunks: string[] = [];
  for (const channel of [child.stdout, child.stderr]) {
    channel.setEncoding('utf8');
    channel.on('data', (chunk: string) => chunks.push(chunk));
  }
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('close', (code, signal) => {
      living.delete(child);
      resolve({ code, signal });
    });
  });
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  living.add(child);
  return running(child, { ended, output: () => chunks.join('') });
}

function running(child: ChildProcess, kept: Pick<RunningProcess, 'ended' | 'output'>): RunningProcess {
  const { pid } = child;
  if (pid === undefined) throw new Error('a started process has a pid');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const kill = async () => {
    child.kill('SIGKILL');
    return kept.ended;
  };
  const stop = async (graceMs = 5_000) => {
    child.kill('SIGTERM');
    const grace = new AbortController();
    const late = delay(graceMs, undefined, { signal: grace.signal }).then(kill, () => kept.ended);
    const end = await Promise.race([kept.ended, late]);
    grace.abort();
    return end;
  };
  return {
    ...kept,
    pid,
    hasEnded,
    signal: (name) => void child.kill(name),
    stop,
    kill,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}
