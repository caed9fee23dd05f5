import type { ServiceFilters } from '@/components/services/service-filters';
import type { FirstServices } from '@/components/services/services-page';
import { listServices } from '@/lib/api/reads';
import type { Health } from '@/lib/domain/instance';

/** As many rows as a large window shows. */
const FIRST_ROWS = 60;

/** The first rows under these filters; the stream brings the rest. */
export function firstServices(filters: ServiceFilters): FirstServices {
  const { items, total } = listServices({ ...filters, limit: FIRST_ROWS });
  const countOf = (health: Health) => listServices({ ...filters, health, limit: 1 }).total;
  return {
    items,
    total,
    healths: {
      critical: countOf('critical'),
      warning: countOf('warning'),
      unknown: countOf('unknown'),
      passing: countOf('passing'),
    },
    q: filters.q,
  };
}
