import { listDeparted } from '@/lib/api/departed';
import { route } from '@/lib/api/route';

export const GET = route<RouteContext<'/api/v1/registries/[registry]/services/[service]/departed'>>(
  'viewer',
  async (_request, context) => {
    const { registry, service } = await context.params;
    return Response.json({ items: await listDeparted(registry, service) });
  },
);
