import { listRegistries } from '@/lib/api/registries';
import { route } from '@/lib/api/route';

export const GET = route('viewer', async () => Response.json({ items: await listRegistries() }));
