import { deliveriesQuerySchema } from '@/lib/api/notification-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route('viewer', async (request) =>
  Response.json(await runtime().notifications.deliveries(parseQuery(request, deliveriesQuerySchema))),
);
