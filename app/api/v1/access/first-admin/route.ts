import { firstAdminSchema } from '@/lib/api/access-schemas';
import { makeFirstAdmin } from '@/lib/api/first-admin';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const POST = route('anyone', async (request, _context, caller) =>
  Response.json(await makeFirstAdmin(await parseBody(request, firstAdminSchema), caller), { status: 201 }),
);
