import { exportChanges } from '@/lib/api/changes-export';
import { changesExportQuerySchema } from '@/lib/api/history-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';

export const GET = route('viewer', (request) => {
  const { format, ...filter } = parseQuery(request, changesExportQuerySchema);
  return exportChanges(filter, format, request.signal);
});
