import { parseQuery } from '@/lib/api/parse';
import { Problem } from '@/lib/api/problem';
import { getService } from '@/lib/api/reads';
import { route } from '@/lib/api/route';
import { serviceQuerySchema } from '@/lib/api/schemas';

export const GET = route<RouteContext<'/api/v1/registries/[registry]/services/[service]'>>(
  'viewer',
  async (request, context) => {
    const { registry, service } = await context.params;
    const { at } = parseQuery(request, serviceQuerySchema);
    const { found, moments } = await getService(registry, service, at);
    if (!found) throw new Problem('unknown-service', `Registry "${registry}" has no service of this name.`);
    const { summary, instances, consumers } = found;
    return Response.json({ ...summary, counts: summary.instances, instances, consumers, ...(moments && { moments }) });
  },
);
