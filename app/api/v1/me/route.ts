import { credentialsOf } from '@/lib/api/credential';
import { route } from '@/lib/api/route';
import type { OwnAccount } from '@/lib/domain/identity';
import { runtime } from '@/lib/running';

export const GET = route('anyone', (_request, _context, caller) => {
  const own: OwnAccount = { ...runtime().access.me(caller.identity), credentials: credentialsOf(caller) };
  return Response.json(own, { headers: { 'cache-control': 'no-store' } });
});
