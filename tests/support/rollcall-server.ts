import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port';
import { type ProcessEnd, type Program, type RunningProcess, startProcess } from './processes';

const ROOT = process.cwd();
const NEXT = join(ROOT, 'node_modules/next/dist/bin/next');
const READY_WITHIN_MS = 30_000;

/** Settings of one Rollcall. `env` is all it sees of the environment beside PATH: no registry leaks in from outside. */
export interface RollcallSettings {
  readonly env?: Readonly<Record<string, string>>;
  /** The text of its configuration file; empty when absent. */
  readonly yaml?: string;
  /** A folder that exists already and stays, for two that share one or follow each other; otherwise one of its own. */
  readonly dataDir?: string;
}

/** A Rollcall of its own: production build, free port, data folder. Leaving its `await using` scope ends it. */
export interface RollcallServer extends AsyncDisposable {
  /** Without a slash at the end. The same after `restart`. */
  readonly url: string;
  /** The process now running: another one after `restart`. */
  readonly pid: number;
  readonly dataDir: string;
  /** Everything it has logged, over restarts. */
  logs(): string;
  signal(name: NodeJS.Signals): void;
  readonly ended: Promise<ProcessEnd>;
  stop(): Promise<ProcessEnd>;
  kill(): Promise<ProcessEnd>;
  /** Ends the process if it runs, then starts another on the same port and data, with `env` changed where given. */
  restart(env?: Readonly<Record<string, string>>): Promise<void>;
}

/** Starts a Rollcall and resolves when `/readyz` answers 200. Needs a production build in `.next`. */
export async function startRollcall(settings: RollcallSettings = {}): Promise<RollcallServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataDir = settings.dataDir ?? (await mkdtemp(join(tmpdir(), 'rollcall-')));
  // A configuration file of the person running the tests must not be read.
  const config = join(dataDir, 'rollcall.config.yaml');
  await writeFile(config, settings.yaml ?? '');
  let env: Readonly<Record<string, string>> = { ROLLCALL_DATA_DIR: dataDir, ROLLCALL_CONFIG: config, ...settings.env };
  let earlier = '';
  let server = await launch(port, env);

  return {
    url,
    dataDir,
    get pid() {
      return server.pid;
    },
    get ended() {
      return server.ended;
    },
    logs: () => earlier + server.output(),
    signal: (name) => server.signal(name),
    stop: () => server.stop(8_000),
    kill: () => server.kill(),
    async restart(changed = {}) {
      if (!server.hasEnded()) await server.stop(8_000);
      earlier += server.output();
      env = { ...env, ...changed };
      server = await launch(port, env);
    },
    async [Symbol.asyncDispose]() {
      if (!server.hasEnded()) await server.stop(8_000);
      if (settings.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The production server as a program to start, for tests that do not expect it to become ready. */
export function rollcallProgram(port: number, env: Readonly<Record<string, string>>): Program {
  return {
    file: process.execPath,
    args: [NEXT, 'start', '-H', '127.0.0.1', '-p', String(port)],
    cwd: ROOT,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: 'production',
      NEXT_MANUAL_SIG_HANDLE: '1',
      NEXT_TELEMETRY_DISABLED: '1',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...env,
    },
  };
}

async function launch(port: number, env: Readonly<Record<string, string>>): Promise<RunningProcess> {
  const server = await startProcess(rollcallProgram(port, env));
  try {
    await untilReady(`http://127.0.0.1:${port}/readyz`, server);
  } catch (error) {
    await server.kill();
    throw error;
  }
  return server;
}

async function untilReady(url: string, server: RunningProcess): Promise<void> {
  const deadline = performance.now() + READY_WITHIN_MS;
  let last = 'no answer';
  while (performance.now() < deadline) {
    if (server.hasEnded()) throw new Error(`Rollcall ended while starting:\n${server.output()}`);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      if (response.ok) return;
      last = `${response.status} ${await response.text()}`;
    } catch (error) {
      last = String(error);
    }
    await delay(50);
  }
  throw new Error(`Rollcall was not ready in ${READY_WITHIN_MS} ms (${last}):\n${server.output()}`);
}
