import type { Entry } from './entry';
import { hostPortOf, quote } from './fields';
import type { Fault, Format, Reading } from './format';
import { rebaseQuery, withParam } from './query-edit';

/** What rpcx servers and clients know to listen on and to dial. */
const SERVER = /^(tcp[46]?|udp[46]?|quic|kcp|http|wss?|unix|reuseport|iouring|rdma|memu)@(.*)$/s;
/** Measurements a server writes at every tick: they say nothing that stays. */
const MEASURED: ReadonlySet<string> = new Set(['calls', 'connections', 'tps']);
const TAKEN: ReadonlySet<string> = new Set(['weight', 'state', 'group', 'version']);

/** `<base path>/<service>/<network>@<host:port>` with a URL query string; clients skip `state=inactive`. */
export const rpcx: Format = {
  name: 'rpcx',
  prefixes: [],
  onlyTexts: true,
  sheet: {
    format: 'rpcx',
    title: 'rpcx',
    source: 'rpcxio/rpcx-etcd serverplugin/etcdv3.go, store/etcdv3/etcdv3.go; smallnest/rpcx client/selector.go',
    keys: '<base path>/<service>/<network>@<host:port>, beside markers <base path> and <base path>/<service>',
    value:
      'a URL query string: weight, state, group (may repeat), version, metadata, and the measured calls and connections',
    lease: {
      ttlSeconds: 60,
      note: 'twice the update interval, one lease for all keys of a server; the markers hang on it too',
    },
    writesAgain:
      'at every update interval (30 s where the lease is 60 s) it reads its value, sets calls and connections, and writes ' +
      'it back; the etcdv3single plugin has a lease of 60 s and writes once',
    deletion: { kind: 'undone', withinSeconds: 60 },
    edit: { kind: 'sticks', until: 'the server restarts or its key is gone at a tick' },
    last: 'clients have no server left and calls fail',
    drain: { kind: 'edit', writes: 'state=inactive' },
    // One interval, and some seconds for its write to be seen.
    returnWindowSeconds: 35,
    weight: { default: 1, zero: 'skipped', note: 'a whole number, read by weighted round robin only' },
    clients: 'they skip state=inactive, and with a group of their own every server that does not name it',
    terms: {
      service: 'service path',
      rotation: 'state',
      weight: 'weight',
      tags: 'group',
      version: 'version',
      metadata: 'every other field',
    },
  },
  edits: {
    drain: { edit: ({ text }) => withParam(text, 'state', 'inactive') },
    restore: { edit: ({ text }) => withParam(text, 'state', null), writes: 'state left out' },
    weigh: { edit: ({ text }, weight) => withParam(text, 'weight', String(weight)), most: 1_000_000 },
    rebase: rebaseQuery(MEASURED),
  },
  decode(entry) {
    const at = entry.key.includes('@') ? entry.segments.findLastIndex((segment) => SERVER.test(segment)) : -1;
    const match = at < 0 ? null : SERVER.exec(entry.segments[at] ?? '');
    if (!match) return isMarker(entry) ? { belongs: 'marker of a base path or service' } : null;
    const [written = '', network = '', rest = ''] = match;
    const isLast = at === entry.segments.length - 1;
    // A JSON value, or anything after host:port, is another layout's.
    if (/^\s*[{[]/.test(entry.text) || (!isLast && network !== 'unix')) return null;
    const service = entry.segments[at - 1];
    if (service === undefined) return { fault: `the key names no service before ${quote(written)}` };
    if (network !== 'unix') return readServer(entry, { service, written, place: hostPortOf(rest) });
    // The path of a socket has slashes of its own.
    const path = entry.key.slice(entry.key.lastIndexOf('/unix@') + '/unix@'.length);
    const place = path === '' ? undefined : { address: path, port: 0 };
    return readServer(entry, { service, written: `unix@${path}`, place });
  },
};

interface Server {
  readonly service: string;
  readonly written: string;
  readonly place: { readonly address: string; readonly port: number } | undefined;
}

function readServer({ text }: Entry, { service, written, place }: Server): Reading | Fault {
  if (!place) return { fault: `the key ends in ${quote(written)}, expected <network>@<host:port>` };
  const fields = fieldsOf(text);
  const group = fields.getAll('group').filter((name) => name !== '');
  return {
    service,
    address: place.address,
    port: place.port,
    endpoints: [written],
    version: fields.get('version') || undefined,
    tags: group.length === 0 ? undefined : group,
    metadata: metadataOf(fields),
    weight: weightOf(fields.get('weight')),
    rotation: fields.get('state') === 'inactive' ? 'out' : 'in',
  };
}

function isMarker({ text, segments, json }: Entry): boolean {
  if (json || text === '' || segments.length === 0) return false;
  if (text === 'rpcx_path') return true;
  // A number or an address that the value repeats is no service's name.
  return segments.length > 1 && text === segments.at(-1) && /^[\p{L}_]/u.test(text) && !hostPortOf(text);
}

/** Clients take nothing out of a query that Go cannot parse. */
function fieldsOf(text: string): URLSearchParams {
  return new URLSearchParams(/;|%(?![0-9a-f]{2})/i.test(text) ? '' : text);
}

function metadataOf(fields: URLSearchParams): Readonly<Record<string, string>> | undefined {
  const told = new Map<string, string>();
  for (const [name, text] of fields) {
    if (MEASURED.has(name) || TAKEN.has(name)) continue;
    const before = told.get(name);
    told.set(name, before === undefined ? text : `${before},${text}`);
  }
  return told.size === 0 ? undefined : Object.fromEntries(told);
}

function weightOf(text: string | null): number {
  return text !== null && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : 1;
}
