import type { HandedService } from '@/components/instances/service-page';
import { firstChanges } from '@/lib/api/changes';
import { listDeparted } from '@/lib/api/departed';
import { feedCursor, getService, hasConsumers } from '@/lib/api/reads';
import { isKnownRegistry } from '../../../../shell-facts';

const FIRST_CHANGES = 100;

/** A service, also one that has gone while its changes are still kept; null when it was never there. */
export async function handedService(registry: string, service: string): Promise<HandedService | null> {
  if (!isKnownRegistry(registry)) return null;
  // Before the database is asked: what happens meanwhile comes by the stream.
  const cursor = feedCursor();
  const { found } = await getService(registry, service);
  const { items, total } = await firstChanges({ registry, service, limit: FIRST_CHANGES });
  if (!found && total === 0) return null;
  return {
    registry,
    service,
    summary: found?.summary ?? null,
    items: found?.instances ?? [],
    consumers: hasConsumers(registry) ? (found?.consumers ?? []) : null,
    cursor,
    changes: { items, total },
    // Without a database the page shows who is there.
    departed: await listDeparted(registry, service).catch(() => []),
  };
}
