import { listChanges } from '@/lib/api/changes';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { changesQuerySchema } from '@/lib/api/schemas';

export const GET = route('viewer', async (request) =>
  Response.json(await listChanges(parseQuery(request, changesQuerySchema))),
);
