import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Client } from 'pg';
import { locateTestServer, TEST_SERVERS } from '../../scripts/test-servers.mjs';
import { freePort } from './free-port';
import { type Program, type RunningProcess, startProcess } from './processes';
import { eventually } from './wait';

/** True where the person running the tests chose to go without PostgreSQL. */
export const withoutPostgres = (process.env.ROLLCALL_TEST_WITHOUT ?? '').split(',').includes('postgres');

const USER = 'rollcall';
/** Tests look for it where no password may be. */
export const POSTGRES_PASSWORD = 'pg-s3cret';
/** As a throwaway: what a power cut would lose does not matter. */
const SETTINGS = ['fsync=off', 'full_page_writes=off', 'shared_buffers=16MB', 'max_connections=60'];

/** One real PostgreSQL of a test, with a folder and a port of its own. Leaving its `await using` scope ends it. */
export interface PostgresServer extends AsyncDisposable {
  readonly port: number;
  /** Makes an empty database and gives its `postgres://` address. */
  database(): Promise<string>;
  /** Ends all connections and the server; the data stays. */
  stop(): Promise<void>;
  /** Starts again on the same port with the same data. */
  restart(): Promise<void>;
}

/** Starts PostgreSQL (`PG_BIN`, or the newest found) and resolves when it answers. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = binFolder();
  const account = accountOf();
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-pg-'));
  const port = await freePort();
  const passwordFile = join(folder, 'password');
  await writeFile(passwordFile, POSTGRES_PASSWORD);
  if (account) await Promise.all([folder, passwordFile].map((path) => chown(path, account.uid, account.gid)));
  const dataDir = join(folder, 'data');
  const program = (name: string, args: readonly string[]): Program => ({
    file: join(bin, name),
    args,
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
    ...(account && { account }),
  });

  const made = await startProcess(
    program('initdb', ['-D', dataDir, '-U', USER, '-A', 'scram-sha-256', '--pwfile', passwordFile, '--no-sync']),
  );
  const { code } = await made.ended;
  if (code !== 0) throw new Error(`initdb failed: ${made.output()}`);

  const addressOf = (database: string) => `postgres://${USER}:${POSTGRES_PASSWORD}@127.0.0.1:${port}/${database}`;
  const args = ['-D', dataDir, '-p', String(port), '-k', folder, '-h', '127.0.0.1'];
  const start = async () => {
    const started = await startProcess(
      program('postgres', [...args, ...SETTINGS.flatMap((setting) => ['-c', setting])]),
    );
    await untilAnswers(started, addressOf('postgres'));
    return started;
  };
  let running = await start();
  return {
    port,
    async database() {
      const name = `d${randomUUID().replaceAll('-', '')}`;
      await ask(addressOf('postgres'), `create database ${name}`);
      return addressOf(name);
    },
    stop: () => end(running, 'SIGINT'),
    async restart() {
      if (!running.hasEnded()) await end(running, 'SIGINT');
      running = await start();
    },
    async [Symbol.asyncDispose]() {
      if (!running.hasEnded()) await end(running, 'SIGQUIT');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function ask(url: string, statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** SIGINT ends it with its connections, SIGQUIT at once; SIGTERM would wait for everybody to leave. */
async function end(running: RunningProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  running.signal(signal);
  await running.ended;
}

async function untilAnswers(running: RunningProcess, url: string): Promise<void> {
  await eventually(
    async () => {
      if (running.hasEnded()) throw new Error(`postgres ended: ${running.output()}`);
      return (await ask(url, 'select 1')).length === 1;
    },
    { timeoutMs: 30_000 },
  );
}

function binFolder(): string {
  const server = TEST_SERVERS.find(({ name }) => name === 'postgres');
  const file = server && locateTestServer(server);
  if (file === undefined) throw new Error(`Tests need ${server?.advice}.`);
  return dirname(file);
}

/** PostgreSQL refuses to run as root: then it is the account of its package, or nobody. */
function accountOf(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // There is no account of that name.
    }
  }
  return undefined;
}
