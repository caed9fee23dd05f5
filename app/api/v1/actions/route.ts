import { actionRequestSchema, actionsQuerySchema } from '@/lib/api/action-schemas';
import { parseBody, parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route('viewer', async (request) =>
  Response.json(await runtime().actions.list(parseQuery(request, actionsQuerySchema))),
);

export const POST = route('operator', async (request, _context, caller) => {
  const asked = await parseBody(request, actionRequestSchema);
  const action = await runtime().actions.submit(asked, caller, request.signal);
  return Response.json(action, { status: 202, headers: { location: `/api/v1/actions/${action.id}` } });
});
