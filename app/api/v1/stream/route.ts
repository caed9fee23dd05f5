import { route } from '@/lib/api/route';
import { placeFrom, streamResponse, viewsFrom } from '@/lib/api/stream';

export const GET = route((request) => streamResponse(viewsFrom(request), placeFrom(request)));
