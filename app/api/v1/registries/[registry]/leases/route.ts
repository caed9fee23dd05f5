import { parseLeaseIds } from '@/lib/api/parse';
import { listLeases } from '@/lib/api/registries';
import { route } from '@/lib/api/route';

export const GET = route<RouteContext<'/api/v1/registries/[registry]/leases'>>('viewer', async (request, context) => {
  const { registry } = await context.params;
  return Response.json({ items: await listLeases(registry, parseLeaseIds(request), request.signal) });
});
