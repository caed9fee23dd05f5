import { signInSchema } from '@/lib/api/access-schemas';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { signInWithPassword } from '@/lib/api/sign-in';

export const POST = route('anyone', async (request, _context, caller) =>
  signInWithPassword(request, await parseBody(request, signInSchema), caller),
);
