import { parseQuery } from '@/lib/api/parse';
import { listInstances } from '@/lib/api/reads';
import { route } from '@/lib/api/route';
import { instancesQuerySchema } from '@/lib/api/schemas';

export const GET = route('viewer', (request) =>
  Response.json(listInstances(parseQuery(request, instancesQuerySchema))),
);
