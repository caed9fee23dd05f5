import { Problem } from '@/lib/api/problem';
import { getService } from '@/lib/api/reads';
import { route } from '@/lib/api/route';

export const GET = route<RouteContext<'/api/v1/registries/[registry]/services/[service]'>>(
  'viewer',
  async (_request, context) => {
    const { registry, service } = await context.params;
    const found = getService(registry, service);
    if (!found) throw new Problem('unknown-service', `Registry "${registry}" has no service of this name.`);
    const { summary, instances, consumers } = found;
    return Response.json({ ...summary, counts: summary.instances, instances, consumers });
  },
);
