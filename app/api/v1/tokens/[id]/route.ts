import { revokeApiToken } from '@/lib/api/api-tokens';
import { route } from '@/lib/api/route';

export const DELETE = route<RouteContext<'/api/v1/tokens/[id]'>>('admin', async (_request, context, caller) => {
  const { id } = await context.params;
  await revokeApiToken(id, caller);
  return new Response(null, { status: 204 });
});
