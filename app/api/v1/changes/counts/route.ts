import { countChanges } from '@/lib/api/changes-counts';
import { changeCountsQuerySchema } from '@/lib/api/history-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const GET = route('viewer', async (request) =>
  Response.json(await countChanges(parseQuery(request, changeCountsQuerySchema), request.signal)),
);
