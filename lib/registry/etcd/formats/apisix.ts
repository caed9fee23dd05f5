import { formatAddress } from '../../../domain/instance';
import { apisixEdits } from './apisix-edits';
import { type UpstreamNode, upstreamNodes } from './apisix-nodes';
import { createAssembly } from './assembly';
import { boundedTexts } from './bounded-texts';
import { isJsonObject, type JsonObject } from './entry';
import { textOf } from './fields';
import type { Format, Reading } from './format';

/** `/apisix/upstreams/<id>` with nodes, and routes and services with an upstream of their own: a node is an instance. */
export const apisix: Format = {
  name: 'apisix',
  prefixes: ['/apisix/'],
  marks: [],
  claims: '/apisix/',
  sheet: {
    format: 'apisix',
    title: 'Apache APISIX',
    source: 'apache/apisix apisix/schema_def.lua, apisix/upstream.lua, docs/en/latest/admin-api.md',
    keys: '/apisix/<upstreams|services|routes|stream_routes>/<id>',
    value: 'JSON: nodes as {"host:port": weight} or as a list of host, port, weight, priority, metadata',
    lease: { ttlSeconds: null, note: 'none, unless the Admin API was asked for one with ttl' },
    writesAgain: 'no; it is configuration, and no instance registers itself',
    deletion: { kind: 'sticks', until: 'somebody configures the upstream again' },
    edit: { kind: 'sticks', until: 'somebody configures the upstream again; the Admin API checks what it writes' },
    last: 'APISIX answers 503',
    drain: { kind: 'edit', writes: 'weight = 0 of the node' },
    weight: { default: 1, zero: 'skipped', note: 'every node has to give one, usually 1; 0 is never picked' },
    clients:
      'APISIX watches: weight 0 stops routing to a node, status 0 switches a whole route off; health checks of an upstream are only configured here, their results stay in APISIX',
    terms: { service: 'upstream', instance: 'node', address: 'host' },
  },
  edits: apisixEdits,
  decode({ key, segments, json, text }) {
    if (!key.startsWith('/apisix/')) return null;
    if (text === 'init_dir') return { belongs: 'directory marker' };
    const [, kind = '', ...rest] = segments;
    const belongs = BELONGINGS.get(kind) ?? 'configuration';
    if (!HOLDERS.includes(kind) || rest.length === 0) return { belongs };
    if (!json) return { fault: `the value is not a JSON object, expected the ${belongs}` };
    const upstream = kind === 'upstreams' ? json : json.upstream;
    if (!isJsonObject(upstream)) return { belongs };
    return readUpstream(upstream, { key, service: serviceName(kind, rest.join('/'), json), isOff: json.status === 0 });
  },
};

/** Where nodes may be written. */
const HOLDERS: readonly string[] = ['upstreams', 'services', 'routes', 'stream_routes'];

const BELONGINGS: ReadonlyMap<string, string> = new Map([
  ['upstreams', 'upstream'],
  ['services', 'service'],
  ['routes', 'route'],
  ['stream_routes', 'stream route'],
  ['ssls', 'certificate'],
  ['ssl', 'certificate'],
  ['consumers', 'consumer'],
  ['consumer_groups', 'consumer group'],
  ['plugins', 'list of plugins'],
  ['plugin_configs', 'plugin configuration'],
  ['plugin_metadata', 'plugin metadata'],
  ['global_rules', 'global rule'],
  ['protos', 'protocol definition'],
  ['proto', 'protocol definition'],
  ['secrets', 'secret manager'],
  ['data_plane', 'state of a gateway node'],
]);

/** Upstreams go by their bare id where they have no name: the others say what they are, as ids are not shared. */
function serviceName(kind: string, id: string, json: JsonObject): string {
  const own = isJsonObject(json.upstream) ? textOf(json.upstream.name) : undefined;
  return own ?? textOf(json.name) ?? (kind === 'upstreams' ? id : `${kind}/${id}`);
}

interface Held {
  readonly key: string;
  readonly service: string;
  /** Of a route that is switched off. */
  readonly isOff: boolean;
}

interface Upstream {
  readonly service: string;
  readonly isOff: boolean;
  readonly nodes: readonly UpstreamNode[];
  readonly metadata: Readonly<Record<string, string>>;
}

function readUpstream(upstream: JsonObject, { key, service, isOff }: Held): Reading {
  if (textOf(upstream.service_name) !== undefined) return { belongs: 'upstream whose nodes come from discovery' };
  const nodes = upstreamNodes(upstream);
  if ('fault' in nodes) return nodes;
  if (nodes.length === 0) return { belongs: 'upstream without nodes' };
  const scheme = textOf(upstream.scheme);
  const metadata = { ...(scheme !== undefined && { scheme }), ...boundedTexts(upstream.labels) };
  return assembly.piece(key, { service, isOff, nodes, metadata });
}

const assembly = createAssembly<Upstream>({
  name: 'apisix',
  assemble: ({ pieces }) =>
    pieces.flatMap(({ key, data }) => {
      // Of two nodes with the same address APISIX knows the last.
      const byAddress = new Map(data.nodes.map((node) => [formatAddress(node.address, node.port), node]));
      return [...byAddress].map(([part, { address, port, weight, ...node }]) => {
        const metadata = { ...data.metadata, ...node.metadata };
        const rotation = weight === 0 || data.isOff ? ('out' as const) : undefined;
        const facts = { service: data.service, address, port, version: metadata.version, weight, metadata, rotation };
        return { part, format: 'apisix', facts, key };
      });
    }),
});
