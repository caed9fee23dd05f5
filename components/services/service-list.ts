import { compareServices, matchesService, searchWords, serviceHasWords } from '@/lib/domain/query';
import type { HealthCounts, ServiceSummary } from '@/lib/domain/service';
import { serviceKey } from '@/lib/view/service-key';
import type { ServiceFilters } from './service-filters';

/** What is left of the catalog under the filters, in order. */
export interface ServiceList {
  /** Service keys. */
  readonly keys: readonly string[];
  readonly instances: number;
  /** Services by health under every filter but the one on health: each count is what that filter would leave. */
  readonly healths: HealthCounts;
}

/**
 * Filters and sorts the services of the store. `found` holds the keys of services that the server found by what the
 * browser does not hold: addresses and metadata of instances.
 */
export function listOf(
  services: ReadonlyMap<string, ServiceSummary>,
  filters: ServiceFilters,
  found: ReadonlySet<string>,
): ServiceList {
  const { health, sort, q, ...others } = filters;
  const words = searchWords(q);
  const healths = { critical: 0, warning: 0, unknown: 0, passing: 0 };
  const listed: ServiceSummary[] = [];
  let instances = 0;
  for (const [key, summary] of services) {
    if (!matchesService(summary, others)) continue;
    if (!serviceHasWords(summary, words) && !found.has(key)) continue;
    healths[summary.health] += 1;
    if (health !== undefined && summary.health !== health) continue;
    instances += summary.instances.total;
    listed.push(summary);
  }
  listed.sort(compareServices(sort));
  return { keys: listed.map(({ registry, service }) => serviceKey(registry, service)), instances, healths };
}

/** Tags and formats in use, the commonest first, at most `limit` of each. */
export function facetsOf(
  services: Iterable<ServiceSummary>,
  limit = 200,
): { tags: readonly string[]; formats: readonly string[] } {
  const tags = new Map<string, number>();
  const formats = new Map<string, number>();
  for (const summary of services) {
    for (const tag of summary.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    for (const format of summary.formats) formats.set(format, (formats.get(format) ?? 0) + 1);
  }
  return { tags: commonest(tags, limit), formats: commonest(formats, limit) };
}

function commonest(counts: ReadonlyMap<string, number>, limit: number): string[] {
  return [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, limit)
    .map(([value]) => value);
}
