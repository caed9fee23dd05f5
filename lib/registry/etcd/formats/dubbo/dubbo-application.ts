import { formatAddress } from '../../../../domain/instance';
import { isJsonObject, type JsonObject } from '../entry';
import { hostOf, portOf, quote, textOf, textsOf } from '../fields';
import type { Fault, Format } from '../format';
import { jsonValue, withJsonValue } from '../json-edit';
import { dubboAssembly } from './dubbo-assembly';
import { applicationSheet } from './dubbo-sheets';
import { placeOf } from './dubbo-url';
import { type ApplicationRegistration, groupName } from './registration';

/** `/services/<application>/<host:port>` with what dubbo-go writes in PascalCase and Java in camelCase. */
export const dubboApplication: Format = {
  name: 'dubbo-application',
  // Java on Windows joins its keys with backslashes.
  prefixes: ['/services/', '/services\\'],
  marks: [
    ['ServiceName', 'Host'],
    ['serviceName', 'host'],
  ],
  claims: '/services',
  sheet: applicationSheet,
  edits: {
    // Java writes no weight here, and reads none.
    weigh: {
      edit: ({ text }, weight) =>
        jsonValue(text, ['Weight']) === undefined ? undefined : withJsonValue(text, ['Weight'], weight),
      most: 1_000_000,
    },
  },
  decode(entry) {
    const { key, text, json } = entry;
    if (!json) return isParentMarker(key, text) ? { belongs: 'marker' } : null;
    const fields = readFields(json);
    if (!fields) return null;
    const parts = key.includes('\\') ? key.split(/[/\\]/).filter((part) => part !== '') : entry.segments;
    const application = parts.at(-2);
    if (application === undefined || placeOf(parts.at(-1) ?? '')?.port === undefined) return null;
    const data = readApplication(application, fields);
    if ('fault' in data) return data;
    return dubboAssembly.piece(groupName(application, data.address, data.port), data, [`app:${application}`]);
  },
};

interface Fields {
  readonly host: unknown;
  readonly port: unknown;
  readonly weight: unknown;
  readonly tag: unknown;
  readonly metadata: JsonObject;
}

/** Null for JSON that others write under the same prefix: both Dubbos always say whether it is enabled, or have metadata. */
function readFields(json: JsonObject): Fields | null {
  const isGo = 'ServiceName' in json && 'Host' in json;
  if (!isGo && !('serviceName' in json && 'host' in json)) return null;
  const metadata = isGo ? json.Metadata : json.metadata;
  const known = isJsonObject(metadata) ? metadata : {};
  const enabled = isGo ? json.Enable : json.enabled;
  const healthy = isGo ? json.Healthy : json.healthy;
  const isFlagged = typeof enabled === 'boolean' && typeof healthy === 'boolean';
  if (!isFlagged && !Object.keys(known).some((name) => name.startsWith('dubbo.'))) return null;
  return isGo
    ? { host: json.Host, port: json.Port, weight: json.Weight, tag: json.Tag, metadata: known }
    : { host: json.host, port: json.port, weight: json.weight, tag: json.tag, metadata: known };
}

function readApplication(application: string, fields: Fields): ApplicationRegistration | Fault {
  const address = hostOf(fields.host);
  if (address === undefined) return { fault: `host is ${quote(fields.host)}, expected a host name or IP address` };
  const port = portOf(fields.port);
  if (port === undefined) return { fault: `port is ${quote(fields.port)}, expected a whole number from 1 to 65535` };
  const metadata = textsOf(fields.metadata) ?? {};
  return {
    level: 'application',
    application,
    address,
    port,
    endpoints: readEndpoints(fields.metadata['dubbo.endpoints'], address, port),
    weight: textOf(fields.weight),
    timestamp: textOf(fields.metadata.timestamp),
    tag: textOf(fields.tag) ?? textOf(fields.metadata['dubbo.tag']),
    metadata,
  };
}

/** `[{"port":20880,"protocol":"dubbo"}]` as URLs, that of the registered port first. */
function readEndpoints(text: unknown, address: string, port: number): readonly string[] {
  const first: string[] = [];
  const others: string[] = [];
  for (const item of typeof text === 'string' ? parseList(text) : []) {
    const at = isJsonObject(item) ? portOf(item.port) : undefined;
    if (at === undefined || !isJsonObject(item) || typeof item.protocol !== 'string') continue;
    (at === port ? first : others).push(`${item.protocol.toWellFormed()}://${formatAddress(address, at)}`);
  }
  return first.concat(others);
}

function parseList(text: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}

/** Java clients write `/services/<application>` to watch below it, with the hash of that text as its value. */
function isParentMarker(key: string, text: string): boolean {
  return /^-?\d{1,10}$/.test(text) && /^\/services[/\\][^/\\]+$/.test(key) && javaHash(key) === Number(text);
}

function javaHash(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}
