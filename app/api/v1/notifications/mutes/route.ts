import { mute } from '@/lib/api/notification-deeds';
import { newMuteSchema } from '@/lib/api/notification-schemas';
import { parseBody } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const POST = route('operator', async (request, _context, caller) =>
  Response.json(await mute(await parseBody(request, newMuteSchema), caller), { status: 201 }),
);
