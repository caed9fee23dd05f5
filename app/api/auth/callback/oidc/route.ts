import { finishOidcSignIn } from '@/lib/api/oidc-sign-in';
import { route } from '@/lib/api/route';

export const GET = route('anyone', (request, _context, caller) => finishOidcSignIn(request, caller));
