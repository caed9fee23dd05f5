import type { FactSheet } from '../../../domain/fact-sheet';

/** What holds of every instance that an agent owns, whatever framework registered it. */
export const AGENT_FACTS = {
  keys: '/v1/agent/service/register on the agent that owns it; known by <node>/<id>',
  lease: {
    ttlSeconds: null,
    note: 'none: checks decide, and a check may deregister it after it was critical for a while',
  },
  edit: {
    kind: 'sticks',
    until: 'the program registers itself again; a change in the catalog alone is undone within about a minute',
  },
  drain: { kind: 'rule', writes: 'maintenance on the agent that owns it: a critical check that stays over restarts' },
} as const satisfies Partial<FactSheet>;

/** Consul's own words, whoever registered it. */
export const AGENT_TERMS: FactSheet['terms'] = {
  service: 'Name',
  address: 'Address, or that of the node',
  port: 'Port',
  health: 'checks',
  rotation: 'maintenance',
  node: 'Node',
};
