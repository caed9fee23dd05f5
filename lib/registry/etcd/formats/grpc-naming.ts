import { hostPortOf, quote, textOf, textsOf } from './fields';
import type { Format } from './format';
import { servicePath } from './service-path';
import { unixPath } from './unix-path';

/** `<target>/<anything>` as etcd's own gRPC resolver reads it: `Op`, `Addr`, `Metadata`. */
export const grpcNaming: Format = {
  name: 'grpc-naming',
  prefixes: [],
  marks: [['Addr', 'Op']],
  sheet: {
    format: 'grpc-naming',
    title: 'etcd gRPC naming',
    source: 'etcd-io/etcd client/v3/naming/endpoints, client/v3/naming/resolver',
    keys: '<target>/<anything>, by convention the address',
    value: 'JSON: Op, Addr, Metadata (any JSON)',
    lease: { ttlSeconds: null, note: "the program's own; without one the key stays when the program dies" },
    writesAgain: 'as the program was written; the library writes once',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'sticks', until: 'the program registers again' },
    last: 'clients are given an empty list',
    drain: { kind: 'park' },
    weight: { default: null, zero: 'none', note: 'the resolver passes addresses on and nothing else' },
    clients:
      'they route to every key that is there; Op and Metadata are ignored on reads, and so is a value they cannot read',
    terms: { service: 'target', address: 'Addr', metadata: 'Metadata' },
  },
  decode(entry) {
    const { json } = entry;
    if (!json || !('Addr' in json) || !('Op' in json)) return null;
    const place = hostPortOf(json.Addr) ?? unixPath(json.Addr);
    if (!place) return { fault: `Addr is ${quote(json.Addr)}, expected host:port` };
    const service = servicePath(entry);
    if (service === undefined) return { fault: 'the key names no target before its last segment' };
    const metadata = metadataOf(json.Metadata);
    return {
      service,
      address: place.address,
      port: place.port,
      endpoints: [String(json.Addr)],
      version: textOf(metadata?.version),
      metadata,
      zone: textOf(metadata?.zone),
    };
  },
};

/** An object as names and texts; anything else that says something under the name it has. */
function metadataOf(value: unknown): Readonly<Record<string, string>> | undefined {
  const isText = typeof value !== 'object' || Array.isArray(value);
  return isText && value !== undefined && value !== '' ? textsOf({ Metadata: value }) : textsOf(value);
}
