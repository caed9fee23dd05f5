import { type Entry, isJsonObject, type JsonObject } from './entry';
import { asText, hostPortOf, quote, textOf, textsOf } from './fields';
import type { Facts, Format } from './format';
import { withJsonValue } from './json-edit';

/** Where the governor says what Prometheus is to scrape. */
const SCRAPED = '/prometheus/job/';

/** `<scheme>:<name>:v1:<mode>/<address>`: `Op`, `Addr` and all that Jupiter knows of a server in `MetadataX`. */
export const jupiter: Format = {
  name: 'jupiter',
  prefixes: [],
  marks: [['MetadataX']],
  claims: SCRAPED,
  sheet: {
    format: 'jupiter',
    title: 'Jupiter',
    source: 'douyu/jupiter pkg/registry/etcdv3/registry.go, pkg/registry/update.go, pkg/server/server.go',
    keys: '[<prefix>/]<scheme>:<name>:v1:<mode>/<address>; beside it /prometheus/job/<name>/<host> for the governor',
    value:
      'JSON: Op, Addr, MetadataX { name, appId, scheme, weight, enable, healthy, metadata, region, zone, kind, mode, … }',
    lease: { ttlSeconds: 60, note: 'one for all keys of the process' },
    writesAgain: 'when its keep-alive ends it takes a new lease and writes all its keys again',
    deletion: { kind: 'sticks', until: 'the lease is lost or the process restarts' },
    edit: { kind: 'sticks', until: 'the lease is lost or the process restarts' },
    last: 'clients see an empty list',
    drain: { kind: 'edit', writes: 'Op = 1' },
    weight: {
      default: null,
      zero: 'none',
      note: 'MetadataX.weight is written, 100 by default, and shown; the stock clients route evenly whatever it says',
    },
    clients: 'they route to Addr unless Op is 1; enable, healthy and weight are not consulted',
    terms: {
      service: 'MetadataX.name',
      address: 'Addr',
      rotation: 'Op',
      version: 'MetadataX.metadata.appVersion',
      weight: 'MetadataX.weight',
      zone: 'MetadataX.zone',
      node: 'MetadataX.hostname',
    },
  },
  edits: {
    drain: { edit: ({ text }) => withJsonValue(text, ['Op'], 1) },
    restore: { edit: ({ text }) => withJsonValue(text, ['Op'], 0), writes: 'Op = 0' },
  },
  decode(entry) {
    if (isScrapeTarget(entry)) return { belongs: 'address for Prometheus to scrape' };
    const { json } = entry;
    if (!json || !('MetadataX' in json)) return null;
    const info = isJsonObject(json.MetadataX) ? json.MetadataX : {};
    const written = textOf(json.Addr) ?? textOf(info.address);
    const place = hostPortOf(written);
    if (!place) return { fault: `Addr is ${quote(written)}, expected host:port` };
    const service = textOf(info.name) ?? nameInKey(entry);
    if (service === undefined) return { fault: 'neither the key nor MetadataX names a service' };
    const own = textsOf(info.metadata);
    return {
      service,
      address: place.address,
      port: place.port,
      endpoints: written === undefined ? undefined : [written],
      version: textOf(own?.appVersion),
      metadata: metadataOf(info, own),
      weight: typeof info.weight === 'number' ? info.weight : undefined,
      zone: textOf(info.zone),
      node: textOf(info.hostname),
      rotation: json.Op === 1 ? 'out' : 'in',
    };
  },
};

/** `/prometheus/job/<name>/<host>`, with the address at its end too in older versions. */
function isScrapeTarget({ key, segments, text }: Entry): boolean {
  if (!key.startsWith(SCRAPED) || segments.length < 4 || segments.length > 5) return false;
  return hostPortOf(text.trim()) !== undefined;
}

/** `demo` of `grpc:demo:v1:dev/10.0.0.1:9092`. */
function nameInKey({ segments }: Entry): string | undefined {
  return /^[^:]+:(.+):[^:]+:[^:]*$/s.exec(segments.at(-2) ?? '')?.[1];
}

/** What has a place of its own in an instance. */
const PLACED: ReadonlySet<string> = new Set(['name', 'address', 'zone', 'hostname', 'metadata', 'services']);

/** Its other fields, and over them its own metadata. */
function metadataOf(info: JsonObject, own: Facts['metadata']): Facts['metadata'] {
  const told: (readonly [string, string])[] = [];
  for (const name in info) {
    const value = info[name];
    if (value !== '' && value !== null && !PLACED.has(name)) told.push([name, asText(value)]);
  }
  return told.length === 0 ? own : { ...Object.fromEntries(told), ...own };
}
