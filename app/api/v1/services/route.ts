import { parseQuery } from '@/lib/api/parse';
import { listServices } from '@/lib/api/reads';
import { route } from '@/lib/api/route';
import { servicesQuerySchema } from '@/lib/api/schemas';

export const GET = route('viewer', async (request) =>
  Response.json(await listServices(parseQuery(request, servicesQuerySchema))),
);
