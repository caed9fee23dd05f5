import { CLOUDWEGO_EDITS, CLOUDWEGO_FACTS, isCloudwegoShape, KITEX_PREFIX, readCloudwego } from './cloudwego';
import type { Format } from './format';

/** `kitex/registry-etcd/<service>/<host:port>`, or any prefix that does not speak of Hertz. */
export const kitex: Format = {
  name: 'kitex',
  prefixes: [KITEX_PREFIX],
  marks: [['network', 'address']],
  claims: KITEX_PREFIX,
  sheet: {
    ...CLOUDWEGO_FACTS,
    format: 'kitex',
    title: 'Kitex',
    source:
      'kitex-contrib/registry-etcd etcd_registry.go, etcd_resolver.go; cloudwego/kitex pkg/loadbalance/lbcache/cache.go',
    keys: 'kitex/registry-etcd/<service>/<host:port>, without a leading slash; the prefix can be configured',
    lease: { ttlSeconds: 60, note: 'KITEX_ETCD_REGISTRY_LEASE_TTL sets other seconds' },
    clients: 'they ask every 5 s, route to every key that is there, and skip JSON they cannot read',
  },
  edits: CLOUDWEGO_EDITS,
  decode(entry) {
    if (entry.key.startsWith(KITEX_PREFIX)) return readCloudwego(entry, KITEX_PREFIX);
    // Both write the same values: with a prefix of somebody's own, its name is all there is to go by.
    const isOfHertz = entry.key.includes('hertz') && entry.segments[0]?.includes('hertz');
    if (isOfHertz || !isCloudwegoShape(entry.json)) return null;
    return readCloudwego(entry, '');
  },
};
