import { AGENT_FACTS, AGENT_TERMS } from './agent-facts';
import type { Convention } from './convention';

/**
 * Hertz `registry/consul`: its id is `name:host:port` and both weights are the same; pairs are `key:value` tags, an empty
 * value a bare key, and in the metadata before that. An id alone is no mark: hand-written ones look like it.
 */
export const hertz: Convention = {
  format: 'hertz',
  weightPlace: 'both',
  sheet: {
    ...AGENT_FACTS,
    format: 'hertz',
    title: 'Hertz',
    source: 'hertz-contrib/registry consul',
    value: 'ID <name>:<host>:<port>, Weights { Passing, Warning } both the weight, tags <key>:<value>, a TCP check',
    lease: { ttlSeconds: null, note: 'none; a TCP check every 5 s, deregistered after 1 minute critical' },
    writesAgain: 'never; only a restart registers it again',
    deletion: { kind: 'sticks', until: 'a restart' },
    weight: { default: 10, zero: 'none', note: 'Weights.Passing, 10 where the program says nothing; Consul refuses 0' },
    last: 'clients get an empty list',
    clients: 'they ask for passing instances only',
    terms: { ...AGENT_TERMS, weight: 'Weights.Passing', metadata: 'tags <key>:<value>' },
  },
  read({ Service: { ID, Service, Address, Port, Tags, Meta, Weights } }) {
    if (ID !== `${Service}:${Address}:${Port}` || Weights?.Passing !== Weights?.Warning) return null;
    const tags = Tags ?? [];
    if ((Weights?.Passing ?? 1) === 1 && !tags.some((tag) => tag.includes(':'))) return null;
    const pairs = tags.map((tag): [string, string] => {
      const colon = tag.indexOf(':');
      return colon < 0 ? [tag, ''] : [tag.slice(0, colon), tag.slice(colon + 1)];
    });
    const metadata: Record<string, string> = Object.fromEntries([...Object.entries(Meta ?? {}), ...pairs]);
    const { version, zone } = metadata;
    return { metadata, ...(version && { version }), ...(zone && { zone }) };
  },
};
