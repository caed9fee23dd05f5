import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route<RouteContext<'/api/v1/actions/[id]'>>('viewer', async (_request, context) => {
  const { id } = await context.params;
  return Response.json(await runtime().actions.get(id));
});
