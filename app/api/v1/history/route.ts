import { fleetHistory } from '@/lib/api/history';
import { fleetQuerySchema } from '@/lib/api/history-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const GET = route('viewer', async (request) =>
  Response.json(await fleetHistory(parseQuery(request, fleetQuerySchema), request.signal)),
);
