import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-port';
import { type RunningProcess, startProcess } from './processes';
import { eventually } from './wait';

/** True where the person running the tests chose to go without etcd. */
export const withoutEtcd = (process.env.ROLLCALL_TEST_WITHOUT ?? '').split(',').includes('etcd');

/** One real etcd of a test, with a folder and ports of its own. Leaving its `await using` scope ends it. */
export interface EtcdServer extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string;
  readonly port: number;
  readonly dataDir: string;
  pid(): number;
  /** SIGTERM; the data stays. */
  stop(): Promise<void>;
  /** SIGKILL; the data stays. */
  kill(): Promise<void>;
  /** SIGSTOP and SIGCONT. */
  signal(name: NodeJS.Signals): void;
  /** Starts again on the same port, with the same data unless `wiped`; ends it first when it runs. */
  restart(options?: { readonly wiped?: boolean }): Promise<void>;
}

export interface EtcdOptions {
  /** More arguments of the etcd program. */
  readonly args?: readonly string[];
  /** PEM files: clients need a certificate of the same authority. */
  readonly tls?: { readonly ca: string; readonly cert: string; readonly key: string };
}

interface Place {
  readonly name: string;
  readonly port: number;
  readonly peerPort: number;
  readonly healthPort: number;
}

/** Starts one etcd and waits until it answers. */
export async function startEtcd(options: EtcdOptions = {}): Promise<EtcdServer> {
  const [server] = await startMembers(1, options);
  if (!server) throw new Error('no etcd was started');
  return server;
}

/** A cluster of several members; disposing it ends them all. */
export interface EtcdCluster extends AsyncDisposable {
  readonly members: readonly EtcdServer[];
  readonly endpoints: readonly string[];
}

/** Starts a cluster of three and waits until every member answers. */
export async function startEtcdCluster(options: EtcdOptions = {}): Promise<EtcdCluster> {
  const members = await startMembers(3, options);
  return {
    members,
    endpoints: members.map(({ endpoint }) => endpoint),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(members.map((member) => member[Symbol.asyncDispose]()));
    },
  };
}

async function startMembers(count: number, options: EtcdOptions): Promise<readonly EtcdServer[]> {
  const ports = await freePorts(count * 3);
  const places = Array.from({ length: count }, (_, index) => ({
    name: `m${index + 1}`,
    port: ports[index * 3] ?? 0,
    peerPort: ports[index * 3 + 1] ?? 0,
    healthPort: ports[index * 3 + 2] ?? 0,
  }));
  return Promise.all(places.map((place) => startMember(place, places, options)));
}

async function startMember(place: Place, places: readonly Place[], options: EtcdOptions): Promise<EtcdServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rollcall-etcd-'));
  const scheme = options.tls ? 'https' : 'http';
  const endpoint = `${scheme}://127.0.0.1:${place.port}`;
  const args = [...memberArgs(place, places), '--data-dir', dataDir, ...clientArgs(endpoint, options)];
  const start = () => startProcess({ file: process.env.ETCD_BIN || 'etcd', args, env: environment() });
  let running = await start();
  const health = `http://127.0.0.1:${place.healthPort}/health`;
  await untilHealthy(health, () => running);
  const server: EtcdServer = {
    endpoint,
    port: place.port,
    dataDir,
    pid: () => running.pid,
    stop: async () => void (await running.stop()),
    kill: async () => void (await running.kill()),
    signal: (name) => running.signal(name),
    async restart({ wiped = false } = {}) {
      if (!running.hasEnded()) await running.kill();
      if (wiped) await rm(join(dataDir, 'member'), { recursive: true, force: true });
      running = await start();
      await untilHealthy(health, () => running);
    },
    async [Symbol.asyncDispose]() {
      await running.kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return server;
}

/** Without what etcd would read as settings. */
function environment(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('ETCD_')));
}

function memberArgs({ name, peerPort, healthPort }: Place, places: readonly Place[]): readonly string[] {
  const peer = `http://127.0.0.1:${peerPort}`;
  return [
    ...['--name', name, '--log-level', 'error', '--unsafe-no-fsync'],
    ...['--listen-metrics-urls', `http://127.0.0.1:${healthPort}`],
    ...['--listen-peer-urls', peer, '--initial-advertise-peer-urls', peer],
    ...['--initial-cluster', places.map((other) => `${other.name}=http://127.0.0.1:${other.peerPort}`).join(',')],
  ];
}

function clientArgs(endpoint: string, { tls, args = [] }: EtcdOptions): readonly string[] {
  const urls = ['--listen-client-urls', endpoint, '--advertise-client-urls', endpoint];
  if (!tls) return [...urls, ...args];
  const files = ['--cert-file', tls.cert, '--key-file', tls.key, '--trusted-ca-file', tls.ca, '--client-cert-auth'];
  return [...urls, ...files, ...args];
}

async function untilHealthy(health: string, running: () => RunningProcess): Promise<void> {
  await eventually(
    async () => {
      if (running().hasEnded()) throw new Error(`etcd ended: ${running().output().slice(-2_000)}`);
      const answer = await fetch(health, { signal: AbortSignal.timeout(1_000) });
      return ((await answer.json()) as { health?: string }).health === 'true';
    },
    { timeoutMs: 30_000 },
  );
}
