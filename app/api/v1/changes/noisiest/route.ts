import { listNoisiest } from '@/lib/api/changes-counts';
import { noisiestQuerySchema } from '@/lib/api/history-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const GET = route('viewer', async (request) =>
  Response.json({ items: await listNoisiest(parseQuery(request, noisiestQuerySchema)) }),
);
