import type { HandedService } from '@/components/instances/service-page';
import { feedCursor, getService, hasConsumers, listChanges } from '@/lib/api/reads';
import { isKnownRegistry } from '../../../../shell-facts';

const FIRST_CHANGES = 100;

/** A service, also one that has gone while its changes are still held; null when it was never there. */
export function handedService(registry: string, service: string): HandedService | null {
  if (!isKnownRegistry(registry)) return null;
  const found = getService(registry, service);
  const { items, total } = listChanges({ registry, service, limit: FIRST_CHANGES });
  if (!found && total === 0) return null;
  return {
    registry,
    service,
    summary: found?.summary ?? null,
    items: found?.instances ?? [],
    consumers: hasConsumers(registry) ? (found?.consumers ?? []) : null,
    cursor: feedCursor(),
    changes: { items, total },
  };
}
