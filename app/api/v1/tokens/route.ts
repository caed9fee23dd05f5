import { newApiTokenSchema } from '@/lib/api/access-schemas';
import { createApiToken } from '@/lib/api/api-tokens';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route('admin', async () => Response.json({ items: await runtime().access.tokens.list() }));

export const POST = route('admin', async (request, _context, caller) =>
  Response.json(await createApiToken(await parseBody(request, newApiTokenSchema), caller), {
    status: 201,
    headers: { 'cache-control': 'no-store' },
  }),
);
