import { listRegistries } from '@/lib/api/registries';
import { route } from '@/lib/api/route';

export const GET = route(async (request) => Response.json({ items: await listRegistries(request.signal) }));
