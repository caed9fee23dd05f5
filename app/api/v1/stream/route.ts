import { route } from '@/lib/api/route';
import { streamResponse } from '@/lib/api/stream';

export const GET = route('viewer', (request, _context, caller) => streamResponse(request, caller));
