import { AGENT_FACTS, AGENT_TERMS } from './agent-facts';
import type { Convention, Reading } from './convention';

/** GoFrame `contrib/registry/consul`: metadata as one JSON text beside the version, which is its only tag and in its id. */
export const goframe: Convention = {
  format: 'goframe',
  weightPlace: 'elsewhere',
  sheet: {
    ...AGENT_FACTS,
    format: 'goframe',
    title: 'GoFrame',
    source: 'gogf/gf contrib/registry/consul, net/gsel',
    value: 'ID <name>-<version>-<host>:<port>, the version as only tag, Meta { metadata: JSON, version }, a TTL check',
    lease: {
      ttlSeconds: null,
      note: 'none; a TTL check of 20 s, beaten every 10 s; deregistered after 1 minute critical',
    },
    writesAgain: 'never: its heartbeat ends for good at the first error, and only a restart registers it again',
    deletion: { kind: 'sticks', until: 'a restart' },
    weight: {
      default: 1,
      zero: 'skipped',
      note: 'weight in the JSON of Meta.metadata, which only the weight selector reads; Weights are not looked at',
    },
    last: 'clients get an empty list',
    clients: 'they ask for passing instances only',
    terms: { ...AGENT_TERMS, version: 'Meta.version', metadata: 'Meta.metadata', weight: 'weight in Meta.metadata' },
  },
  read({ Service: { ID, Service, Address, Port, Tags, Meta } }) {
    const [tag, ...others] = Tags ?? [];
    const isNamed = tag !== undefined && others.length === 0 && ID === `${Service}-${tag}-${Address}:${Port}`;
    const pairs = pairsOf(Meta?.metadata ?? '');
    // Without metadata the id is the only mark; where that is not whole, both texts have to be there.
    if (!isNamed && (Meta?.metadata === undefined || Meta.version === undefined || !pairs)) return null;
    return { version: Meta?.version || tag || null, ...(pairs && unpacked(Meta ?? {}, pairs)) };
  },
};

function unpacked(meta: Readonly<Record<string, string>>, pairs: ReadonlyMap<string, unknown>): Reading {
  const { metadata: _packed, ...others } = meta;
  const texts = [...pairs].map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]);
  const weight = pairs.get('weight');
  const isWeight = typeof weight === 'number' && Number.isSafeInteger(weight) && weight >= 0;
  return {
    metadata: { ...others, ...Object.fromEntries(texts) },
    ...(isWeight && { weight }),
    ...(weight === 0 && { rotation: 'out' }),
  };
}

/** Undefined where it is no JSON object; nothing and null are an empty one, as Go writes them. */
function pairsOf(text: string): ReadonlyMap<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text || '{}');
    if (typeof value !== 'object' || Array.isArray(value)) return undefined;
    return new Map(Object.entries(value ?? {}));
  } catch {
    return undefined;
  }
}
