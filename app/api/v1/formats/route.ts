import { formatsQuerySchema } from '@/lib/api/format-schemas';
import { listFormats } from '@/lib/api/formats';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const GET = route('viewer', (request) =>
  Response.json({ items: listFormats(parseQuery(request, formatsQuerySchema)) }),
);
