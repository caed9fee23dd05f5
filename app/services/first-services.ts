import type { ServiceFilters } from '@/components/services/service-filters';
import type { FirstServices } from '@/components/services/services-page';
import { listServices } from '@/lib/api/reads';
import type { Health } from '@/lib/domain/instance';

/** As many rows as a large window shows. */
const FIRST_ROWS = 60;

/** The first rows under these filters; the stream brings the rest. */
export async function firstServices(filters: ServiceFilters): Promise<FirstServices> {
  const { items, total } = await listServices({ ...filters, limit: FIRST_ROWS });
  const countOf = async (health: Health) => (await listServices({ ...filters, health, limit: 1 })).total;
  return {
    items,
    total,
    healths: {
      critical: await countOf('critical'),
      warning: await countOf('warning'),
      unknown: await countOf('unknown'),
      passing: await countOf('passing'),
    },
    q: filters.q,
  };
}
