import { serviceBars } from '@/lib/api/history';
import { parseServices } from '@/lib/api/history-parse';
import { historiesQuerySchema } from '@/lib/api/history-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const GET = route('viewer', async (request) =>
  Response.json(await serviceBars(parseServices(request), parseQuery(request, historiesQuerySchema), request.signal)),
);
