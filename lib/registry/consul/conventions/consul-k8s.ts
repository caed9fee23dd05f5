import { AGENT_TERMS } from './agent-facts';
import type { Convention } from './convention';

/** consul-k8s, both ways: its agentless pods and the catalog sync of Kubernetes services. */
export const consulK8s: Convention = {
  format: 'consul-k8s',
  sheet: {
    format: 'consul-k8s',
    title: 'consul-k8s',
    source: 'hashicorp/consul-k8s control-plane/connect-inject and control-plane/catalog/to-consul',
    keys: 'catalog entries on nodes <k8s node>-virtual (pods) and k8s-sync (synced services)',
    value: 'Meta pod-name and k8s-namespace of a pod; external-source=kubernetes of a synced service',
    lease: { ttlSeconds: null, note: 'none: the controller removes it with its pod or service' },
    writesAgain: 'the controller puts it back while the pod or service is there',
    deletion: { kind: 'sticks', until: 'the controller puts it back, which it does while the pod or service is there' },
    edit: { kind: 'sticks', until: 'the controller writes it again' },
    drain: {
      kind: 'impossible',
      because: 'its node has no agent on which maintenance could be set; take the pod out in Kubernetes',
    },
    weight: { default: 1, zero: 'none', note: 'Weights.Passing, 1 or more' },
    last: 'clients get an empty list',
    clients: 'they follow its Kubernetes readiness check',
    terms: {
      ...AGENT_TERMS,
      rotation: 'none',
      health: 'Kubernetes Readiness Check',
      zone: 'Meta.external-k8s-topology-zone or Locality',
    },
  },
  read({ Service: { Meta } }) {
    const isPod = Meta?.['pod-name'] !== undefined && Meta['k8s-namespace'] !== undefined;
    const isSynced = Meta?.['external-source'] === 'kubernetes';
    if (!isPod && !isSynced) return null;
    const zone = Meta?.['external-k8s-topology-zone'];
    return zone ? { zone } : {};
  },
};
