import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route('anyone', (_request, _context, { identity }) =>
  Response.json(runtime().access.me(identity), { headers: { 'cache-control': 'no-store' } }),
);
