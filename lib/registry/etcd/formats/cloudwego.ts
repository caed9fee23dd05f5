import type { FactSheet } from '../../../domain/fact-sheet';
import type { Edits } from './edits';
import type { Entry, JsonObject } from './entry';
import { hostPortOf, quote, textsOf } from './fields';
import type { Reading } from './format';
import { withJsonValue } from './json-edit';
import { isOtherLayout } from './other-layout';

export const KITEX_PREFIX = 'kitex/registry-etcd/';
export const HERTZ_PREFIX = 'hertz/registry-etcd/';

const DEFAULT_WEIGHT = 10;

/** What Kitex and Hertz share: both write the same value, under prefixes of their own. */
export const CLOUDWEGO_FACTS = {
  value: 'JSON: network, address, weight, tags',
  writesAgain: 'it looks every 30 s whether its key is there, and puts it back on a new lease',
  deletion: { kind: 'undone', withinSeconds: 30 },
  edit: { kind: 'sticks', until: 'a lost lease or a restart' },
  last: 'an empty list is an error: running clients keep the last addresses',
  drain: { kind: 'impossible', because: 'the program puts its key back within 30 s, and weight 0 counts as 10' },
  // It looks every 30 s.
  returnWindowSeconds: 35,
  weight: { default: DEFAULT_WEIGHT, zero: 'default', note: '0 and less count as 10' },
  terms: { address: 'address', weight: 'weight', metadata: 'tags', version: 'tags.version', datacenter: 'tags.idc' },
} as const satisfies Partial<FactSheet>;

/** They look only whether the key is there: an edit of its value stays. */
export const CLOUDWEGO_EDITS: Edits = {
  weigh: { edit: ({ text }, weight) => withJsonValue(text, ['weight'], weight), most: 1_000_000 },
};

/** Whether a value under somebody's prefix is theirs: the address whole in one field, with its network beside it. */
export function isCloudwegoShape(json: JsonObject | null): json is JsonObject {
  if (json === null || typeof json.network !== 'string' || 'port' in json) return false;
  return hostPortOf(json.address) !== undefined;
}

/** @param prefix that the service comes after; empty where it is somebody's */
export function readCloudwego(entry: Entry, prefix: string): Reading | null {
  const { json } = entry;
  if (!json || !('address' in json)) {
    if (isOtherLayout(entry)) return null;
    return { fault: `the value is ${quote(json ?? entry.text)}, expected a JSON object with network and address` };
  }
  if ('port' in json) return null;
  const endpoint = hostPortOf(json.address);
  if (!endpoint) return { fault: `address is ${quote(json.address)}, expected host:port` };
  const service = partBeforeLast(entry.key, prefix.length);
  if (service === undefined) return { fault: 'the key names no service before the address' };
  const metadata = textsOf(json.tags);
  return {
    service,
    address: endpoint.address,
    port: endpoint.port,
    version: metadata?.version,
    metadata,
    weight: typeof json.weight === 'number' && json.weight > 0 ? json.weight : DEFAULT_WEIGHT,
    datacenter: metadata?.idc,
  };
}

/** What stands between the last two slashes from there on, or before the only one; undefined where that is nothing. */
function partBeforeLast(key: string, from: number): string | undefined {
  const end = key.lastIndexOf('/');
  const begin = Math.max(from, key.lastIndexOf('/', end - 1) + 1);
  return begin < end ? key.slice(begin, end) : undefined;
}
