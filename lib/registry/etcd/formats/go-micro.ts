import { formatAddress } from '../../../domain/instance';
import { type Entry, isJsonObject, type JsonObject, serviceSegment } from './entry';
import { hostOf, hostPortOf, portOf, quote, textOf, textsOf } from './fields';
import type { Format, Reading } from './format';
import { isOtherLayout } from './other-layout';

const PREFIX = '/micro/registry/';

/** `/micro/registry/<service>/<node>`: a service with the one node the key stands for. */
export const goMicro: Format = {
  name: 'go-micro',
  prefixes: [PREFIX],
  marks: [['nodes', 'name', 'endpoints']],
  claims: PREFIX,
  sheet: {
    format: 'go-micro',
    title: 'go-micro',
    source: 'micro/go-micro registry/etcd/etcd.go, micro/plugins v4/registry/etcd',
    keys: '/micro/registry/<service>/<node>, a slash inside a name written as -',
    value: 'JSON: name, version, metadata, endpoints[], nodes[] with the one node { id, address, metadata }',
    lease: { ttlSeconds: 90, note: 'renewed every 30 s; none where RegisterTTL is 0' },
    writesAgain: 'only when its lease is lost or its node has changed; it looks every 30 s',
    deletion: { kind: 'sticks', until: 'a lost lease or a restart' },
    edit: { kind: 'sticks', until: 'a lost lease or a restart' },
    last: 'clients get the error "not found" or "none available"',
    drain: { kind: 'park' },
    weight: { default: null, zero: 'none', note: 'its clients know no weight' },
    clients: 'they route to every key that is there, grouped by version, and skip JSON they cannot read',
    terms: {
      service: 'name',
      version: 'version',
      metadata: 'nodes[0].metadata',
      address: 'nodes[0].address',
      instance: 'node',
    },
  },
  decode(entry) {
    const { json } = entry;
    if (!entry.key.startsWith(PREFIX)) return json && isGoMicroShape(json) ? readService(entry, json) : null;
    if (json && 'nodes' in json) return readService(entry, json);
    if (isOtherLayout(entry)) return null;
    return { fault: `the value is ${quote(json ?? entry.text)}, expected a JSON object with nodes` };
  },
};

/** What other prefixes must show: upstreams of other programs have nodes too, but with neither id nor address. */
function isGoMicroShape({ nodes, name, endpoints }: JsonObject): boolean {
  if (!Array.isArray(nodes) || typeof name !== 'string' || endpoints === undefined) return false;
  const node: unknown = nodes[0];
  return isJsonObject(node) && typeof node.id === 'string' && typeof node.address === 'string';
}

function readService(entry: Entry, json: JsonObject): Reading {
  const nodes: readonly unknown[] = Array.isArray(json.nodes) ? json.nodes : [];
  const [node] = nodes;
  if (!isJsonObject(node)) return { fault: `nodes is ${quote(json.nodes)}, expected a list of one node` };
  const endpoint = nodeEndpoint(node);
  if (!endpoint) return { fault: `the address of the node is ${quote(node.address)}, expected host:port` };
  const service = textOf(json.name) ?? serviceSegment(entry);
  if (service === undefined) return { fault: `name is ${quote(json.name)}, expected the name of the service` };
  return {
    service,
    address: endpoint.address,
    port: endpoint.port,
    endpoints: nodes.length > 1 ? nodes.flatMap(writtenEndpoint) : undefined,
    version: textOf(json.version),
    metadata: textsOf(node.metadata),
  };
}

/** Before v1.8 a node had its port in a field of its own. */
function nodeEndpoint(node: JsonObject): { readonly address: string; readonly port: number } | undefined {
  const whole = hostPortOf(node.address);
  if (whole) return whole;
  const address = hostOf(node.address);
  const port = portOf(node.port);
  return address === undefined || port === undefined ? undefined : { address, port };
}

function writtenEndpoint(node: unknown): readonly string[] {
  const endpoint = isJsonObject(node) ? nodeEndpoint(node) : undefined;
  return endpoint ? [formatAddress(endpoint.address, endpoint.port)] : [];
}
