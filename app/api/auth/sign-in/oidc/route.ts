import { oidcSignInSchema } from '@/lib/api/access-schemas';
import { startOidcSignIn } from '@/lib/api/oidc-sign-in';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const POST = route('anyone', async (request, _context, caller) =>
  startOidcSignIn(request, await parseBody(request, oidcSignInSchema), caller),
);
