import { route } from '@/lib/api/route';
import { heartbeat } from '@/lib/api/self-registration';

export const PUT = route<RouteContext<'/api/v1/registries/[registry]/instances/[id]/heartbeat'>>(
  'operator',
  async (_request, context, caller) => {
    const { registry, id } = await context.params;
    heartbeat({ registry, id, caller });
    return new Response(null, { status: 204 });
  },
);
