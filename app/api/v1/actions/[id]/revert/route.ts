import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const POST = route<RouteContext<'/api/v1/actions/[id]/revert'>>(
  'operator',
  async (_request, context, caller) => {
    const { id } = await context.params;
    return Response.json(await runtime().actions.revert(id, caller), { status: 202 });
  },
);
