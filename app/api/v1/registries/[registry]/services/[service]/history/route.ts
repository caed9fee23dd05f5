import { serviceHistory } from '@/lib/api/history';
import { historyQuerySchema } from '@/lib/api/history-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const GET = route<RouteContext<'/api/v1/registries/[registry]/services/[service]/history'>>(
  'viewer',
  async (request, context) => {
    const query = parseQuery(request, historyQuerySchema);
    return Response.json(await serviceHistory(await context.params, query));
  },
);
