import type { ShellFacts } from '@/components/shell/shell-facts';
import { runtime } from '@/lib/running';

/** Registries, links and counts as they stand: nothing here waits for a registry. */
export function shellFacts(): ShellFacts {
  const upstreams = [...runtime().feed.upstreams()];
  return {
    registries: upstreams.map(({ registry, link }) => ({ id: registry.id, link })),
    services: upstreams.reduce((sum, { catalog }) => sum + catalog.services.size, 0),
  };
}

/** Whether a page address names a registry there is. */
export function isKnownRegistry(id: string): boolean {
  return runtime().feed.upstream(id) !== undefined;
}
