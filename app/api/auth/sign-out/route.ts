import { route } from '@/lib/api/route';
import { signOut } from '@/lib/api/sign-in';

export const POST = route('anyone', (request, _context, caller) => signOut(request, caller));
