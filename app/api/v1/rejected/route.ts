import { parseQuery } from '@/lib/api/parse';
import { listRejected } from '@/lib/api/reads';
import { route } from '@/lib/api/route';
import { rejectedQuerySchema } from '@/lib/api/schemas';

export const GET = route('viewer', (request) => Response.json(listRejected(parseQuery(request, rejectedQuerySchema))));
