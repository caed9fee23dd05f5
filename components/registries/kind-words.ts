import type { RegistrySummary } from '@/lib/domain/registry-summary';
import type { RegistryHead } from './use-registries';

const KINDS: Record<RegistrySummary['kind'], string> = { etcd: 'etcd', consul: 'Consul', memory: 'Embedded' };

/** `etcd 3.5.16`; without the version while the server cannot be asked. */
export function kindWords({ kind, server }: Pick<RegistryHead, 'kind' | 'server'>): string {
  return !server?.version || kind === 'memory' ? KINDS[kind] : `${KINDS[kind]} ${server.version}`;
}
