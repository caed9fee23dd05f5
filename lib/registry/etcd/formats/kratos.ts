import type { JsonObject } from './entry';
import { quote, textOf, textsOf } from './fields';
import type { Format, Reading } from './format';
import { withJsonValue } from './json-edit';
import { isOtherLayout } from './other-layout';
import { urlAddress, withoutCredentials } from './url-address';

const PREFIX = '/microservices/';
const DEFAULT_WEIGHT = 100;

/** `<namespace>/<name>/<id>`: an instance with the URL of each protocol it serves. */
export const kratos: Format = {
  name: 'kratos',
  prefixes: [PREFIX],
  marks: [['id', 'name', 'endpoints']],
  claims: PREFIX,
  sheet: {
    format: 'kratos',
    title: 'Kratos',
    source: 'go-kratos/kratos contrib/registry/etcd, registry/registry.go, selector',
    keys: '<namespace>/<service>/<id>, the namespace /microservices unless configured',
    value: 'JSON: id, name, version, metadata, endpoints[] of URLs',
    lease: { ttlSeconds: 15, note: 'kept alive by a stream' },
    writesAgain: 'only when its lease is lost, in at most 5 tries of 3 s; then it gives up until a restart',
    deletion: { kind: 'sticks', until: 'a lost lease or a restart' },
    edit: { kind: 'sticks', until: 'a lost lease or a restart' },
    last: 'clients refuse an empty list and keep the old addresses',
    drain: { kind: 'edit', writes: 'metadata.weight = 0' },
    weight: {
      default: DEFAULT_WEIGHT,
      zero: 'skipped',
      note: 'metadata.weight as a whole number; 0 is never picked by wrr, the default selector, unless all are 0',
    },
    clients:
      'random ignores the weight and p2c only scales by it; one value that is no JSON makes the whole service unreadable for its clients',
    terms: {
      service: 'name',
      version: 'version',
      endpoints: 'endpoints',
      metadata: 'metadata',
      weight: 'metadata.weight',
      rotation: 'metadata.weight',
    },
  },
  edits: {
    drain: {
      edit: ({ text }) => withWeight(text, 0),
      ignoredBy:
        'clients that pick at random ignore the weight, p2c only scales by it, and none is skipped where all are 0',
    },
    restore: { edit: ({ text }) => withWeight(text, DEFAULT_WEIGHT), writes: 'metadata.weight = 100, the default' },
    weigh: { edit: ({ text }, weight) => withWeight(text, weight), most: 1_000_000 },
  },
  decode(entry) {
    const { json, key } = entry;
    const isOwn = key.startsWith(PREFIX);
    if (json && 'endpoints' in json) {
      if (isOwn ? 'nodes' in json : !isKratosShape(json)) return null;
      return readInstance(json);
    }
    if (!isOwn || isOtherLayout(entry)) return null;
    return { fault: `the value is ${quote(json ?? entry.text)}, expected a JSON object with name and endpoints` };
  },
};

/** A text: any other value would make the whole service unreadable for its clients. */
function withWeight(text: string, weight: number): string | undefined {
  return withJsonValue(text, ['metadata', 'weight'], String(weight));
}

/** What other prefixes must show. */
function isKratosShape({ id, name, endpoints }: JsonObject): boolean {
  if (typeof id !== 'string' || typeof name !== 'string' || name === '') return false;
  return (
    Array.isArray(endpoints) &&
    endpoints.length > 0 &&
    endpoints.every((url) => typeof url === 'string' && url.includes('://'))
  );
}

function readInstance(json: JsonObject): Reading {
  const service = textOf(json.name);
  // Clients compare it with the service they ask for, so that the key alone is not enough.
  if (service === undefined) return { fault: `name is ${quote(json.name)}, expected the name of the service` };
  const written: readonly unknown[] = Array.isArray(json.endpoints) ? json.endpoints : [];
  const urls = written.filter((endpoint) => typeof endpoint === 'string');
  const endpoint = firstAddress(urls);
  if (!endpoint) return { fault: `endpoints is ${quote(json.endpoints)}, expected URLs with host and port` };
  const metadata = textsOf(json.metadata);
  const weight = weightOf(metadata?.weight);
  return {
    service,
    address: endpoint.address,
    port: endpoint.port,
    endpoints: urls.map(withoutCredentials),
    version: textOf(json.version),
    metadata,
    weight,
    zone: metadata?.zone,
    rotation: weight <= 0 ? 'out' : undefined,
  };
}

function firstAddress(urls: readonly string[]): ReturnType<typeof urlAddress> {
  for (const url of urls) {
    const found = urlAddress(url);
    if (found) return found;
  }
  return undefined;
}

/** As Go's ParseInt reads it; clients take anything else for the default. */
function weightOf(text: string | undefined): number {
  return text !== undefined && /^[+-]?\d{1,18}$/.test(text) ? Number(text) : DEFAULT_WEIGHT;
}
