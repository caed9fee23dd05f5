import { formatAddress } from '../../../domain/instance';
import { AGENT_FACTS, AGENT_TERMS } from './agent-facts';
import type { Convention } from './convention';

const PAIR = /^([^=]+)=(.*)$/s;
const POSITIVE = /^0*[1-9]\d{0,8}$/;

/** Spring Cloud Consul: `secure`, `zone` and `group` in the metadata; before 3.0 as `key=value` tags. */
export const springCloudConsul: Convention = {
  format: 'spring-cloud-consul',
  weightPlace: 'meta',
  sheet: {
    ...AGENT_FACTS,
    format: 'spring-cloud-consul',
    title: 'Spring Cloud Consul',
    source: 'spring-cloud/spring-cloud-consul',
    value: 'Meta { secure, zone, group } and what the program adds, tags, an HTTP check on /actuator/health every 10 s',
    writesAgain: 'at its start; with heartbeats switched on it may register again when one fails',
    deletion: { kind: 'sticks', until: 'a restart, or a failed heartbeat where those are switched on' },
    weight: {
      default: 1,
      zero: 'default',
      note: 'Meta.weight, for load balancers with weights switched on; Weights are not looked at',
    },
    last: 'clients get an empty list',
    clients:
      'they route to warning and critical instances too unless query-passing is set, and then maintenance drains nothing',
    terms: {
      ...AGENT_TERMS,
      zone: 'Meta.zone',
      endpoints: 'Meta.secure',
      weight: 'Meta.weight',
      version: 'Meta.version',
    },
  },
  read({ Node, Service: { Meta, Tags, Address, Port } }) {
    const metadata = Meta?.secure === undefined ? withTags(Meta ?? {}, Tags ?? []) : Meta;
    const { secure, version, zone, weight } = metadata;
    if (secure !== 'true' && secure !== 'false') return null;
    const scheme = secure === 'true' ? 'https' : 'http';
    return {
      endpoints: [`${scheme}://${formatAddress((Address || Node.Address).replace(/^\[(.*)\]$/, '$1'), Port)}`],
      metadata,
      version: version || null,
      zone: zone || null,
      weight: weight !== undefined && POSITIVE.test(weight) ? Number(weight) : 1,
    };
  },
};

function withTags(meta: Readonly<Record<string, string>>, tags: readonly string[]): Readonly<Record<string, string>> {
  const pairs = tags.flatMap((tag): [string, string][] => {
    const [, key, value] = PAIR.exec(tag) ?? [];
    return key !== undefined && value !== undefined ? [[key, value]] : [];
  });
  return Object.fromEntries([...pairs, ...Object.entries(meta)]);
}
