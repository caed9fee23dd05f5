import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConsulClient, consulClient } from './consul-client';
import { type ConsulServer, startConsul } from './consul-server';
import { freePorts } from './free-port';
import { type RunningProcess, startProcess } from './processes';
import { eventually } from './wait';

/** A client agent of a test, which owns the services registered with it. */
export interface ConsulAgent {
  readonly node: string;
  /** `http://host:port` */
  readonly address: string;
  readonly client: ConsulClient;
  /** SIGKILL: the cluster finds out by itself. */
  kill(): Promise<void>;
  /** Starts it again with its data, on the same ports, and resolves when the server knows that it lives. */
  start(): Promise<void>;
}

/** One server and two client agents. Leaving its `await using` scope ends them. */
export interface ConsulCluster extends AsyncDisposable {
  readonly server: ConsulServer;
  readonly client: ConsulClient;
  readonly left: ConsulAgent;
  readonly right: ConsulAgent;
}

export interface ConsulClusterOptions {
  /** Default deny with this as the token that may do everything. */
  readonly managementToken?: string;
}

/** Each agent on a loopback address of its own, both answering at the same port as in a real cluster. */
export async function startConsulCluster(options: ConsulClusterOptions = {}): Promise<ConsulCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-consul-agents-'));
  const [serfLan = 0, http = 0, agentSerf = 0, unused = 0] = await freePorts(4);
  const server = await startConsul({ ...options, serfLanPort: serfLan });
  const token = options.managementToken;
  const client = consulClient(server.address, token);
  const joining = { server: client, serfLan, http, agentSerf, unused, folder, token };
  const [left, right] = await Promise.all([
    startAgent('left', '127.0.0.2', joining),
    startAgent('right', '127.0.0.3', joining),
  ]);
  return {
    server,
    client,
    left,
    right,
    async [Symbol.asyncDispose]() {
      await Promise.all([left.kill(), right.kill()]);
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Joining {
  readonly server: ConsulClient;
  readonly serfLan: number;
  readonly http: number;
  readonly agentSerf: number;
  /** Only servers listen there, but Consul 1.8 does not start without. */
  readonly unused: number;
  readonly folder: string;
  readonly token: string | undefined;
}

interface Member {
  readonly Name: string;
  readonly Status: number;
}

/** What gossip calls a member that answers. */
const ALIVE = 1;

async function startAgent(node: string, host: string, joining: Joining): Promise<ConsulAgent> {
  const { server, folder, http, token } = joining;
  const address = `http://${host}:${http}`;
  const client = consulClient(address, token);
  const configFile = join(folder, `${node}.json`);
  await writeFile(configFile, JSON.stringify(configuration(node, host, joining)));
  let running: RunningProcess | undefined;

  async function start(): Promise<void> {
    const args = ['agent', '-config-file', configFile, '-data-dir', join(folder, node)];
    const started = await startProcess({ file: process.env.CONSUL_BIN || 'consul', args });
    running = started;
    await eventually(
      async () => {
        if (started.hasEnded()) throw new Error(`the agent ${node} ended:\n${started.output()}`);
        // A server may answer through one that is back while still taking it for dead.
        const nodes = (await client.get('/v1/catalog/nodes')) as readonly { readonly Node: string }[];
        const members = (await server.get('/v1/agent/members')) as readonly Member[];
        return (
          nodes.some(({ Node: name }) => name === node) &&
          members.some(({ Name, Status }) => Name === node && Status === ALIVE)
        );
      },
      { timeoutMs: 30_000 },
    );
  }

  await start();
  return {
    node,
    address,
    client,
    start,
    async kill() {
      await running?.kill();
    },
  };
}

function configuration(node: string, host: string, { serfLan, http, agentSerf, unused, token }: Joining): object {
  return {
    server: false,
    node_name: node,
    bind_addr: host,
    client_addr: host,
    log_level: 'WARN',
    ports: { http, server: unused, serf_lan: agentSerf, serf_wan: -1, dns: -1, grpc: -1 },
    retry_join: [`127.0.0.1:${serfLan}`],
    retry_interval: '1s',
    ...(token && { acl: { enabled: true, default_policy: 'deny', tokens: { agent: token } } }),
  };
}
