import { AGENT_TERMS } from './agent-facts';
import type { Convention } from './convention';

/** consul-esm: services outside, on nodes marked as external; the monitor writes their checks. */
export const consulEsm: Convention = {
  format: 'consul-esm',
  sheet: {
    format: 'consul-esm',
    title: 'consul-esm',
    source: 'hashicorp/consul-esm',
    keys: '/v1/catalog/register; nodes with Meta external-node=true',
    value: 'a node and a service in the catalog, which no agent owns; the monitor probes it and writes its checks',
    lease: { ttlSeconds: null, note: 'none: it stays until somebody deregisters it' },
    writesAgain: 'the monitor writes checks only, never the service',
    deletion: { kind: 'sticks', until: 'somebody registers it in the catalog again' },
    edit: { kind: 'sticks', until: 'somebody registers it in the catalog again' },
    drain: { kind: 'impossible', because: 'its node has no agent on which maintenance could be set' },
    weight: { default: 1, zero: 'none', note: 'Weights.Passing, 1 or more' },
    last: 'clients get an empty list',
    clients: 'they see it as any other service; externalNodeHealth stands for the health of its node',
    terms: { ...AGENT_TERMS, rotation: 'none' },
  },
  read: ({ Node }) => (Node.Meta?.['external-node'] === 'true' ? {} : null),
};
