import type { HealthEntry } from '../health-entry';

/**
 * What stands behind the node of a service.
 * - `agent`: an agent that lives. `failed`: one that the cluster takes for dead.
 * - `external`: an address outside, which consul-esm looks after. `kubernetes`: a controller writes it.
 * - `unowned`: nobody of whom the catalog knows.
 */
export type NodeKind = 'agent' | 'failed' | 'external' | 'kubernetes' | 'unowned';

/** Reads the marks of a node: every agent has a `serfHealth` check, and what has none was written by somebody else. */
export function nodeKind({
  Node: { Node: node, Meta: meta },
  Service: service,
  Checks: checks,
}: HealthEntry): NodeKind {
  if (meta?.['external-node'] === 'true') return 'external';
  if (meta?.['synthetic-node'] === 'true') return 'kubernetes';
  const serf = checks?.find(({ CheckID }) => CheckID === 'serfHealth');
  if (serf) return serf.Status === 'critical' ? 'failed' : 'agent';
  const isSynced = node === 'k8s-sync' || service.Meta?.['external-source'] === 'kubernetes';
  return isSynced ? 'kubernetes' : 'unowned';
}
