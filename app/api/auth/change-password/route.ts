import { changePasswordSchema } from '@/lib/api/access-schemas';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { changePassword } from '@/lib/api/sign-in';

export const POST = route('viewer', async (request, _context, caller) =>
  changePassword(request, await parseBody(request, changePasswordSchema), caller),
);
