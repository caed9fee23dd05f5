import {
  CLOUDWEGO_EDITS,
  CLOUDWEGO_FACTS,
  HERTZ_PREFIX,
  isCloudwegoShape,
  KITEX_PREFIX,
  readCloudwego,
} from './cloudwego';
import type { Format } from './format';

/** `hertz/registry-etcd/<service>/<host:port>`; with other prefixes what Kitex leaves, or is not asked about. */
export const hertz: Format = {
  name: 'hertz',
  prefixes: [HERTZ_PREFIX],
  marks: [['network', 'address']],
  claims: HERTZ_PREFIX,
  sheet: {
    ...CLOUDWEGO_FACTS,
    format: 'hertz',
    title: 'Hertz',
    source: 'hertz-contrib/registry etcd; cloudwego/hertz pkg/app/client/loadbalance/lbcache.go',
    keys: 'hertz/registry-etcd/<service>/<host:port>, without a leading slash; the prefix can be configured',
    lease: { ttlSeconds: 60, note: 'HERTZ_ETCD_REGISTRY_LEASE_TTL sets other seconds' },
    clients: 'they route to every key that is there, and skip JSON they cannot read',
  },
  edits: CLOUDWEGO_EDITS,
  decode(entry) {
    if (entry.key.startsWith(HERTZ_PREFIX)) return readCloudwego(entry, HERTZ_PREFIX);
    if (!isCloudwegoShape(entry.json) || entry.key.startsWith(KITEX_PREFIX)) return null;
    return readCloudwego(entry, '');
  },
};
