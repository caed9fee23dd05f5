import { z } from 'zod';
import type { ServerInfo, ServerMember } from '../port';
import type { ConsulApi } from './consul-api';
import type { ConsulOptions } from './consul-options';

const selfSchema = z.object({ Config: z.object({ Version: z.string(), Datacenter: z.string() }) });
const namesSchema = z.array(z.string());
const memberSchema = z.object({
  Name: z.string(),
  Addr: z.string(),
  Status: z.number(),
  Tags: z.record(z.string(), z.string()),
});
const nodeSchema = z.object({ Node: z.string(), Address: z.string(), Datacenter: z.string().nullish() });

/** Serf's states. */
const ALIVE = 1;

/** Besides the servers. A datacenter may have thousands, and a page shows members to say where it is connected. */
const SHOWN_NODES = 200;

/**
 * Version, members and scopes. What the token may not read is left out, but one question must be answered.
 * @throws RegistryError
 */
export async function describeDatacenter(
  api: ConsulApi,
  options: ConsulOptions,
  signal: AbortSignal,
): Promise<ServerInfo> {
  const ask = async <T>(path: string, schema: z.ZodType<T>): Promise<T | null> => {
    const answer = await api.read({ path, gzip: true }, signal).catch(() => null);
    return schema.safeParse(answer?.value).data ?? null;
  };
  const { value: services } = await api.read({ path: '/v1/catalog/services', gzip: true }, signal);
  const [self, leader, members, nodes, datacenters] = await Promise.all([
    ask('/v1/agent/self', selfSchema),
    ask('/v1/status/leader', z.string()),
    ask('/v1/agent/members', z.array(memberSchema)),
    ask('/v1/catalog/nodes', z.array(nodeSchema)),
    ask('/v1/catalog/datacenters', namesSchema),
  ]);
  const own = self?.Config.Datacenter;
  const name = options.datacenter ?? nodes?.[0]?.Datacenter ?? own ?? options.id;
  // The agent knows the members of its own datacenter only.
  const seen = (members ?? []).filter(({ Tags: tags }) => tags.dc === name).map((member) => memberOf(member, leader));
  const names = new Set(seen.map((member) => member.name));
  const others = (nodes ?? []).filter(({ Node: node }) => !names.has(node)).map(nodeOf);
  const servers = seen.filter(isServer);
  const rest = [...seen.filter((member) => !isServer(member)), ...others];
  const hidden = rest.length - SHOWN_NODES;
  const counted = `${count(Object.keys(services ?? {}).length, 'service')}, ${count(nodes?.length ?? 0, 'node')}`;
  return {
    version: self?.Config.Version ?? seen[0]?.version ?? null,
    members: [...servers, ...rest.slice(0, SHOWN_NODES)],
    scopes: [
      { name: `datacenter ${name}`, detail: counted },
      ...(hidden > 0 ? [{ name: 'members not listed', detail: count(hidden, 'node') }] : []),
      ...(options.namespace ? [{ name: `namespace ${options.namespace}`, detail: 'only this one is read' }] : []),
      ...(options.partition ? [{ name: `partition ${options.partition}`, detail: 'only this one is read' }] : []),
      ...(datacenters ? [{ name: 'known datacenters', detail: datacenters.join(', ') }] : []),
    ],
  };
}

function memberOf({ Name, Addr, Status, Tags }: z.infer<typeof memberSchema>, leader: string | null): ServerMember {
  const runsServer = Tags.role === 'consul';
  const isLeader = runsServer && leader !== null && leader === `${bracketed(Addr)}:${Tags.port}`;
  return {
    name: Name,
    address: Addr,
    role: isLeader ? 'leader' : runsServer ? 'server' : 'client',
    // `1.8.7:a1b2c3`
    version: Tags.build?.split(':')[0] || null,
    status: Status === ALIVE ? 'passing' : 'critical',
  };
}

function isServer({ role }: ServerMember): boolean {
  return role === 'leader' || role === 'server';
}

function nodeOf({ Node, Address }: z.infer<typeof nodeSchema>): ServerMember {
  return { name: Node, address: Address, role: 'node', version: null, status: 'unknown' };
}

function bracketed(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
