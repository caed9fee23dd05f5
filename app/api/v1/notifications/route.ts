import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route('viewer', async () => Response.json(await runtime().notifications.overview()));
