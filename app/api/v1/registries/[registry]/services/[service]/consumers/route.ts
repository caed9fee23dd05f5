import { listConsumers } from '@/lib/api/reads';
import { route } from '@/lib/api/route';

export const GET = route<RouteContext<'/api/v1/registries/[registry]/services/[service]/consumers'>>(
  'viewer',
  async (_request, context) => {
    const { registry, service } = await context.params;
    return Response.json({ items: listConsumers(registry, service) });
  },
);
