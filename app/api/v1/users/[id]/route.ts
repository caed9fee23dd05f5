import { userChangeSchema } from '@/lib/api/access-schemas';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { changeUser, removeUser } from '@/lib/api/users';

type Context = RouteContext<'/api/v1/users/[id]'>;

export const PATCH = route<Context>('admin', async (request, context, caller) => {
  const { id } = await context.params;
  return Response.json(await changeUser(id, await parseBody(request, userChangeSchema), caller));
});

export const DELETE = route<Context>('admin', async (_request, context, caller) => {
  const { id } = await context.params;
  await removeUser(id, caller);
  return new Response(null, { status: 204 });
});
