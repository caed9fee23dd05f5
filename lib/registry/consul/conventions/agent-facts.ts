import type { FactSheet, Fate } from '../../../domain/fact-sheet';

/** What holds of every instance that an agent owns, whatever framework registered it. */
export const AGENT_FACTS = {
  keys: '/v1/agent/service/register on the agent that owns it; known by <node>/<id>',
  lease: {
    ttlSeconds: null,
    note: 'none: checks decide, and a check may deregister it after it was critical for a while',
  },
  edit: {
    kind: 'sticks',
    until: 'the program registers itself again; a change in the catalog alone is undone within about two minutes',
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

/**
 * Of what is deregistered in the catalog while its agent lives: anti-entropy puts it back, every minute and up to another
 * one by chance (agent/ae/ae.go), in clusters of more than 128 nodes later.
 */
export const UNDONE_BY_ANTI_ENTROPY: Fate = { kind: 'undone', withinSeconds: 120 };

/** Of what is deregistered in the catalog while its agent is down. */
export const UNTIL_ITS_AGENT_RETURNS: Fate = { kind: 'sticks', until: 'its agent comes back and registers it again' };

/** Of maintenance, which Consul keeps on the agent's disk. */
export const UNTIL_RESTORED: Fate = { kind: 'sticks', until: 'it is restored, or its program deregisters it' };

/** Of maintenance of a whole node. */
export const UNTIL_NODE_RESTORED: Fate = { kind: 'sticks', until: 'the maintenance of the node is ended' };
