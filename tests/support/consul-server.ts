import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-port';
import { type RunningProcess, startProcess } from './processes';
import { eventually } from './wait';

/** True where the person running the tests chose to go without Consul. */
export const withoutConsul = (process.env.ROLLCALL_TEST_WITHOUT ?? '').split(',').includes('consul');

export interface ConsulServerOptions {
  /** Default deny with this as the token that may do everything. */
  readonly managementToken?: string;
  /** Where other agents join; any free port when absent. */
  readonly serfLanPort?: number;
  /** Merged over the rest of the configuration. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** A single Consul server of a test, with its own folder and ports. Leaving its `await using` scope ends it. */
export interface ConsulServer extends AsyncDisposable {
  /** `http://127.0.0.1:port` */
  readonly address: string;
  readonly port: number;
  pid(): number;
  /** SIGTERM; the server leaves. */
  stop(): Promise<void>;
  /** SIGKILL: what it had promised is on its disk. */
  kill(): Promise<void>;
  /** Kills it where it runs and starts it again on the same ports, with its data or with none. */
  restart(options?: { readonly empty?: boolean }): Promise<void>;
}

/** Starts Consul (`CONSUL_BIN`, or `consul` of the path) and resolves when it has a leader. */
export async function startConsul(options: ConsulServerOptions = {}): Promise<ConsulServer> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-consul-'));
  const [http = 0, server = 0, anySerfLan = 0, serfWan = 0] = await freePorts(4);
  const serfLan = options.serfLanPort ?? anySerfLan;
  const address = `http://127.0.0.1:${http}`;
  const configFile = join(folder, 'config.json');
  const dataFolder = join(folder, 'data');
  await writeFile(configFile, JSON.stringify(configuration({ http, server, serfLan, serfWan }, options)));

  async function start(): Promise<RunningProcess> {
    const started = await startProcess({
      file: process.env.CONSUL_BIN || 'consul',
      args: ['agent', '-config-file', configFile, '-data-dir', dataFolder],
    });
    const headers = options.managementToken ? { 'x-consul-token': options.managementToken } : {};
    await eventually(
      async () => {
        if (started.hasEnded()) throw new Error(`consul ended:\n${started.output()}`);
        const answer = await fetch(`${address}/v1/catalog/service/consul`, { headers });
        // The server itself is registered a moment after the election.
        return answer.ok && (await answer.text()).includes('ServiceName');
      },
      { timeoutMs: 30_000 },
    );
    return started;
  }

  let running = await start();
  return {
    address,
    port: http,
    pid: () => running.pid,
    stop: async () => void (await running.stop()),
    kill: async () => void (await running.kill()),
    async restart({ empty = false } = {}) {
      await running.kill();
      if (empty) await rm(dataFolder, { recursive: true, force: true });
      running = await start();
    },
    async [Symbol.asyncDispose]() {
      await running.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Ports {
  readonly http: number;
  readonly server: number;
  readonly serfLan: number;
  readonly serfWan: number;
}

function configuration(ports: Ports, { managementToken, config }: ConsulServerOptions): object {
  return {
    server: true,
    bootstrap_expect: 1,
    bind_addr: '127.0.0.1',
    client_addr: '127.0.0.1',
    node_name: 'test-server',
    log_level: 'WARN',
    ports: {
      http: ports.http,
      server: ports.server,
      serf_lan: ports.serfLan,
      serf_wan: ports.serfWan,
      dns: -1,
      grpc: -1,
    },
    // The shortest elections Consul offers.
    performance: { raft_multiplier: 1 },
    ...(managementToken && {
      acl: { enabled: true, default_policy: 'deny', tokens: { master: managementToken, agent: managementToken } },
    }),
    ...config,
  };
}
