import { parseQuery } from '@/lib/api/parse';
import { listChanges } from '@/lib/api/reads';
import { route } from '@/lib/api/route';
import { changesQuerySchema } from '@/lib/api/schemas';

export const GET = route('viewer', (request) => Response.json(listChanges(parseQuery(request, changesQuerySchema))));
