import type { Convention } from './convention';

/** consul-k8s, both ways: its agentless pods and the catalog sync of Kubernetes services. */
export const kubernetes: Convention = {
  format: 'kubernetes',
  read({ Node, Service: { Meta } }) {
    const isPod = Meta?.['pod-name'] !== undefined && Meta['k8s-namespace'] !== undefined;
    const isSynced = Meta?.['external-source'] === 'kubernetes';
    if (!isPod && !isSynced) return null;
    const zone = Node.Meta?.['topology-zone'] ?? Meta?.zone;
    return zone === undefined ? {} : { zone };
  },
};
