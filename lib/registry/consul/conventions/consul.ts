import type { FactSheet } from '../../../domain/fact-sheet';
import { AGENT_FACTS, AGENT_TERMS } from './agent-facts';

/** Plain Consul: what no convention reads otherwise. */
export const consulSheet: FactSheet = {
  ...AGENT_FACTS,
  format: 'consul',
  title: 'Consul',
  source: 'hashicorp/consul agent/structs, agent/ae and its API documentation',
  value: 'a service: ID, Name, Address, Port, Tags, Meta, Weights, TaggedAddresses, checks',
  writesAgain:
    'the agent that owns it brings the catalog back to what it knows every one to two minutes, later in clusters of more than 128 nodes',
  deletion: {
    kind: 'sticks',
    until:
      'the program registers again, when deregistered on its own agent; deregistered in the catalog while that agent lives it ' +
      'is back within about two minutes',
  },
  weight: {
    default: 1,
    zero: 'none',
    note: 'Weights.Passing must be 1 or more, so that a weight drains nothing; DNS SRV and Envoy use it',
  },
  last: 'clients get an empty list',
  clients:
    'they ask for passing instances, which leaves out warning too, or get all and choose; plain DNS leaves out critical only; ' +
    'the checks of the node count',
  terms: {
    ...AGENT_TERMS,
    version: 'tag version=… or Meta.version',
    weight: 'Weights.Passing',
    zone: 'Meta.zone or Locality',
  },
};
