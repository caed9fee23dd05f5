import { getChange } from '@/lib/api/changes';
import { route } from '@/lib/api/route';

export const GET = route<RouteContext<'/api/v1/changes/[id]'>>('viewer', async (_request, context) =>
  Response.json(await getChange((await context.params).id)),
);
