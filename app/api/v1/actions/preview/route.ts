import { previewRequestSchema } from '@/lib/api/action-schemas';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

/** Changes nothing: the body is what a GET could not carry. */
export const POST = route('viewer', async (request, _context, caller) => {
  const asked = await parseBody(request, previewRequestSchema);
  return Response.json(await runtime().actions.preview(asked, caller, request.signal));
});
