import { parseQuery } from '@/lib/api/parse';
import { listInstances } from '@/lib/api/reads';
import { route } from '@/lib/api/route';
import { instancesQuerySchema } from '@/lib/api/schemas';

export const GET = route('viewer', async (request) =>
  Response.json(await listInstances(parseQuery(request, instancesQuerySchema))),
);
