import { testTarget } from '@/lib/api/notification-deeds';
import { route } from '@/lib/api/route';

export const POST = route<RouteContext<'/api/v1/notifications/targets/[id]/test'>>(
  'operator',
  async (_request, context, caller) => {
    const { id } = await context.params;
    return Response.json(await testTarget(id, caller));
  },
);
