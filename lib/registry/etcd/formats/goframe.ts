import type { Entry, JsonObject } from './entry';
import { hostOf, hostPortOf, portOf, quote, textsOf } from './fields';
import type { Format, Reading } from './format';
import { jsonValue, withJsonValue } from './json-edit';
import { isOtherLayout } from './other-layout';

const PREFIX = '/service/';
/** prefix, deployment, namespace, name, version, endpoints */
const SEGMENTS = 6;

/** `/service/<deployment>/<namespace>/<name>/<version>/<host:port>,…`; the value is metadata and nothing else. */
export const goframe: Format = {
  name: 'goframe',
  prefixes: [PREFIX],
  marks: [['protocol', 'insecure']],
  claims: PREFIX,
  sheet: {
    format: 'goframe',
    title: 'GoFrame',
    source: 'gogf/gf contrib/registry/etcd, net/gsvc/gsvc_service.go, net/gsel/gsel_selector_weight.go',
    keys: '/service/<deployment>/<namespace>/<service>/<version>/<host:port>, several endpoints comma separated',
    value: 'JSON of metadata: protocol, insecure, weight and whatever the program adds; may be empty',
    lease: { ttlSeconds: 10, note: 'kept alive by a stream' },
    writesAgain: 'only when its lease is lost, and then until it succeeds, every 1 to 3 s',
    deletion: { kind: 'sticks', until: 'a lost lease or a restart' },
    edit: { kind: 'sticks', until: 'a lost lease or a restart' },
    last: 'clients have no address left',
    drain: { kind: 'edit', writes: 'weight = 0 where there is a weight; otherwise the key is put aside' },
    weight: {
      default: null,
      zero: 'skipped',
      note: 'read by the weight selector only, which skips 0 and instances without one; round robin, the default, ignores it',
    },
    clients:
      'they route to every key that is there; one value that is no JSON makes the whole service unreadable for them, and they cannot read IPv6',
    terms: {
      service: 'name',
      version: 'version',
      namespace: 'namespace',
      endpoints: 'endpoints',
      metadata: 'metadata',
      weight: 'weight',
      rotation: 'weight',
    },
  },
  edits: {
    drain: {
      // Without a weight its clients do not go by weights.
      edit: ({ text }) => (jsonValue(text, ['weight']) === undefined ? undefined : withWeight(text, 0)),
      ignoredBy: 'clients with round robin, the default selector, ignore the weight',
    },
    weigh: { edit: ({ text }, weight) => withWeight(text, weight), most: 1_000 },
  },
  decode(entry) {
    const { json, segments, text } = entry;
    if (segments.length !== SEGMENTS || isOtherLayout(entry)) return null;
    const isOwn = entry.key.startsWith(PREFIX);
    if (!isOwn && !(json && isMetadata(json))) return null;
    const endpoints = readEndpoints(segments.at(-1) ?? '');
    if (!endpoints) {
      // Others keep their things below /service/ too.
      if (!json || !isMetadata(json)) return null;
      return { fault: `the key ends in ${quote(segments.at(-1))}, expected host:port, several comma separated` };
    }
    if (json || isEmpty(text)) return readService(entry, endpoints);
    return /^\s*\{/.test(text) ? { fault: `the value is ${quote(text)}, expected a JSON object of metadata` } : null;
  },
};

/** Its weight selector holds an instance once for each of its weight: a large one is a long list. */
function withWeight(text: string, weight: number): string | undefined {
  const isText = typeof jsonValue(text, ['weight']) === 'string';
  return withJsonValue(isEmpty(text) ? '{}' : text, ['weight'], isText ? String(weight) : weight);
}

function isEmpty(text: string): boolean {
  const value = text.trim();
  return value === '' || value === 'null';
}

/** What every server of GoFrame's own writes, and other layouts do not. */
function isMetadata(json: JsonObject): boolean {
  return typeof json.protocol === 'string' && 'insecure' in json;
}

function readService({ json, segments }: Entry, endpoints: Endpoints): Reading {
  const [, , namespace, service = '', version] = segments;
  const metadata = textsOf(json);
  const weight = weightOf(metadata?.weight);
  return {
    service,
    namespace,
    version,
    address: endpoints.address,
    port: endpoints.port,
    endpoints: endpoints.endpoints,
    metadata,
    weight,
    rotation: weight !== undefined && weight <= 0 ? 'out' : undefined,
  };
}

interface Endpoints {
  readonly address: string;
  readonly port: number;
  readonly endpoints: readonly string[];
}

function readEndpoints(written: string): Endpoints | undefined {
  // Mostly it is one.
  const endpoints = written.includes(',') ? written.split(',') : [written];
  const places = endpoints.map(placeOf);
  const [first] = places;
  return first && !places.includes(undefined) ? { address: first.address, port: first.port, endpoints } : undefined;
}

/** The port is always there, so that IPv6 without brackets can be told from it. */
function placeOf(endpoint: string): { readonly address: string; readonly port: number } | undefined {
  // rpcx has its network before an @.
  if (endpoint.includes('@')) return undefined;
  const place = hostPortOf(endpoint);
  if (place) return place;
  const colon = endpoint.lastIndexOf(':');
  const address = hostOf(endpoint.slice(0, Math.max(0, colon)));
  const port = portOf(endpoint.slice(colon + 1));
  return address === undefined || port === undefined ? undefined : { address, port };
}

/** Undefined where none is given: the weight selector skips that instance, but the default one asks for no weight. */
function weightOf(text: string | undefined): number | undefined {
  const weight = Number(text);
  return text === undefined || text.trim() === '' || !Number.isFinite(weight) ? undefined : Math.trunc(weight);
}
