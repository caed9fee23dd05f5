import type { JsonObject } from './entry';
import { hostOf, quote, textOf } from './fields';
import type { Fault, Format, Reading } from './format';
import { withJsonValue } from './json-edit';

/** `/skydns/<reversed domain>/<leaf>`: DNS records as SkyDNS stored them. The domain without the leaf is the service. */
export const coredns: Format = {
  name: 'coredns',
  prefixes: ['/skydns/'],
  marks: [],
  claims: '/skydns/',
  sheet: {
    format: 'coredns',
    title: 'CoreDNS',
    source: 'coredns/coredns plugin/etcd/etcd.go, msg/service.go, msg/path.go',
    keys: '/skydns/<labels of the domain, reversed>/<leaf>',
    value: 'JSON: host, port, priority, weight, text, mail, ttl, targetstrip, group; all but host optional',
    lease: {
      ttlSeconds: null,
      note: 'none or any; with one its TTL counts as the ttl of the answer, from 30 s to 24 h',
    },
    writesAgain: 'no; nothing renews these keys by itself',
    deletion: { kind: 'sticks', until: 'whoever wrote the record writes it again' },
    edit: { kind: 'sticks', until: 'whoever wrote the record writes it again' },
    last: 'the name no longer resolves',
    drain: { kind: 'park' },
    weight: {
      default: 100,
      zero: 'default',
      note: 'only SRV answers carry it, as a share that is never below 1, so that a weight cannot drain',
    },
    clients:
      'CoreDNS looks at every query: a record that is gone or has no host is answered no more, but caches keep it for its ttl; one value that is not JSON fails every query above it',
    terms: { service: 'domain', address: 'host', instance: 'record' },
  },
  edits: { weigh: { edit: ({ text }, weight) => withJsonValue(text, ['weight'], weight), most: 65_535 } },
  decode({ key, segments, json }) {
    if (!key.startsWith('/skydns/')) return null;
    const labels = segments.slice(1);
    if (labels.length === 1 && labels[0] === 'config') return { belongs: "SkyDNS's own configuration" };
    if (labels.length === 0) return { fault: 'the key names no domain' };
    if (!json) return { fault: 'the value is not a JSON object, expected {"host": …}' };
    const fault = wrongField(json);
    if (fault) return fault;
    const host = textOf(json.host);
    if (host === undefined) return { belongs: json.text ? 'TXT record' : 'record without a host, not answered' };
    const name = isLeafless(key, labels) ? labels : labels.slice(0, -1);
    return specialRecord(labels) ?? readRecord({ service: name.toReversed().join('.'), host, json });
  },
};

const NUMBERS = ['port', 'priority', 'weight', 'ttl', 'targetstrip'];
const TEXTS = ['host', 'text', 'group'];
const TOLD = ['priority', 'ttl', 'group', 'text', 'mail', 'targetstrip'];

/** CoreDNS reads none of a record with a field of the wrong type, and then answers nothing that lies above it. */
function wrongField(json: JsonObject): Fault | undefined {
  for (const name of NUMBERS) {
    const value = json[name] ?? 0;
    if (!Number.isInteger(value)) return wrong(name, value, 'a whole number');
  }
  for (const name of TEXTS) {
    const value = json[name] ?? '';
    if (typeof value !== 'string') return wrong(name, value, 'a text');
  }
  return typeof (json.mail ?? false) === 'boolean' ? undefined : wrong('mail', json.mail, 'true or false');
}

function wrong(name: string, value: unknown, expected: string): Fault {
  return { fault: `${name} is ${quote(value)}, expected ${expected}` };
}

/** A trailing slash is how the zone's own name gets an address. */
function isLeafless(key: string, labels: readonly string[]): boolean {
  return key.endsWith('/') || labels.length === 1;
}

/** Records about the zones themselves. */
function specialRecord(labels: readonly string[]): Reading | undefined {
  if (labels[0] === 'arpa') return { belongs: 'reverse record' };
  const zone = labels.lastIndexOf('dns');
  // The mark stands at the end, or before the leaf.
  if (zone < 0 || zone < labels.length - 3) return undefined;
  if (labels[zone + 1] === 'apex') return { belongs: 'zone apex' };
  return labels[zone + 1] === 'ns' ? { belongs: 'name server of the zone' } : undefined;
}

interface Named {
  readonly service: string;
  readonly host: string;
  readonly json: JsonObject;
}

function readRecord({ service, host, json }: Named): Reading {
  const address = hostOf(host);
  if (address === undefined) return wrong('host', host, 'a host name or IP address');
  const port = typeof json.port === 'number' ? json.port : 0;
  if (port < -1 || port > 65_535) return wrong('port', port, 'a whole number from 0 to 65535');
  const told = TOLD.filter((name) => json[name] !== undefined && json[name] !== null);
  return {
    service,
    address,
    // -1 is how Kubernetes records say that there is none.
    port: Math.max(0, port),
    weight: typeof json.weight === 'number' && json.weight !== 0 ? Math.max(1, json.weight) : 100,
    metadata: Object.fromEntries(told.map((name) => [name, String(json[name])])),
  };
}
