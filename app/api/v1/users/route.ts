import { newUserSchema } from '@/lib/api/access-schemas';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { createUser, listUsers } from '@/lib/api/users';

export const GET = route('admin', async () => Response.json({ items: await listUsers() }));

export const POST = route('admin', async (request, _context, caller) =>
  Response.json(await createUser(await parseBody(request, newUserSchema), caller), { status: 201 }),
);
