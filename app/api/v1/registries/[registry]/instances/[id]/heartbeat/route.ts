import { route } from '@/lib/api/route';
import { heartbeat } from '@/lib/api/self-registration';

export const PUT = route<RouteContext<'/api/v1/registries/[registry]/instances/[id]/heartbeat'>>(
  async (_request, context) => {
    const { registry, id } = await context.params;
    heartbeat(registry, id);
    return new Response(null, { status: 204 });
  },
);
