import { isJsonObject, type JsonObject } from './entry';
import { hostOf, hostPortOf, portOf, quote, textsOf } from './fields';
import type { Fault } from './format';
import { defaultPort } from './url-address';

/** One node of an upstream, what is left out filled in as APISIX does. */
export interface UpstreamNode {
  readonly address: string;
  /** 0 where neither the node nor the scheme names one. */
  readonly port: number;
  readonly weight: number;
  readonly metadata: Readonly<Record<string, string>>;
}

/** The nodes of an upstream, written as `{"host:port": weight}` or as a list. One wrong node voids all, as in APISIX. */
export function upstreamNodes({ nodes, scheme = 'http' }: JsonObject): readonly UpstreamNode[] | Fault {
  const port = (typeof scheme === 'string' && defaultPort(scheme)) || 0;
  if (Array.isArray(nodes)) return allOf(nodes.map((item) => fromItem(item, port)));
  if (isJsonObject(nodes)) return allOf(Object.keys(nodes).map((name) => fromEntry(name, nodes[name], port)));
  return nodes === undefined || nodes === null
    ? { fault: 'the upstream has neither nodes nor a service_name' }
    : { fault: `nodes is ${quote(nodes)}, expected a list of nodes or host:port with weights` };
}

function allOf(read: readonly (UpstreamNode | Fault)[]): readonly UpstreamNode[] | Fault {
  const nodes: UpstreamNode[] = [];
  for (const node of read) {
    if ('fault' in node) return node;
    nodes.push(node);
  }
  return nodes;
}

const NO_METADATA = {};

function fromEntry(name: string, weight: unknown, defaultPort: number): UpstreamNode | Fault {
  const { address = hostOf(name), port = defaultPort } = hostPortOf(name) ?? {};
  if (address === undefined) return { fault: `node ${quote(name)} is not host:port` };
  if (!isWeight(weight)) return wrongWeight(name, weight);
  return { address, port, weight, metadata: NO_METADATA };
}

function fromItem(item: unknown, defaultPort: number): UpstreamNode | Fault {
  if (!isJsonObject(item)) return { fault: `node ${quote(item)} is not a JSON object` };
  const address = hostOf(item.host);
  if (address === undefined) return { fault: `host of a node is ${quote(item.host)}, expected a name or IP address` };
  const port = portOf(item.port);
  const isPortGiven = item.port !== undefined && item.port !== null;
  if (isPortGiven && port === undefined) {
    return { fault: `port of node ${quote(address)} is ${quote(item.port)}, expected a whole number from 1 to 65535` };
  }
  if (!isWeight(item.weight)) return wrongWeight(address, item.weight);
  const priority = typeof item.priority === 'number' ? { priority: String(item.priority) } : {};
  return {
    address,
    port: port ?? defaultPort,
    weight: item.weight,
    metadata: { ...priority, ...textsOf(item.metadata) },
  };
}

function isWeight(weight: unknown): weight is number {
  return typeof weight === 'number' && Number.isInteger(weight) && weight >= 0;
}

function wrongWeight(node: string, weight: unknown): Fault {
  return { fault: `weight of node ${quote(node)} is ${quote(weight)}, expected a whole number from 0` };
}
