import { route } from '@/lib/api/route';

export const dynamic = 'force-dynamic';

/** The process answers. */
export const GET = route('anyone', () => Response.json({ status: 'ok' }));
