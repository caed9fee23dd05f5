import { unmute } from '@/lib/api/notification-deeds';
import { route } from '@/lib/api/route';

export const DELETE = route<RouteContext<'/api/v1/notifications/mutes/[id]'>>(
  'operator',
  async (_request, context, caller) => {
    const { id } = await context.params;
    await unmute(id, caller);
    return new Response(null, { status: 204 });
  },
);
