import { Problem } from '@/lib/api/problem';
import { route } from '@/lib/api/route';

const unknown = route('anyone', () => {
  throw new Problem('unknown-route', 'There is nothing at this address; GET /api/v1/openapi.json lists what there is.');
});

export { unknown as DELETE, unknown as GET, unknown as OPTIONS, unknown as PATCH, unknown as POST, unknown as PUT };
