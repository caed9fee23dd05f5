import { auditQuerySchema } from '@/lib/api/audit-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route('operator', async (request) =>
  Response.json(await runtime().audit.list(parseQuery(request, auditQuerySchema))),
);
