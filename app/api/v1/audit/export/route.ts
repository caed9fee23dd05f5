import { auditFile } from '@/lib/api/audit-export';
import { auditExportQuerySchema } from '@/lib/api/audit-schemas';
import { parseQuery } from '@/lib/api/parse';
import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const GET = route('operator', (request) => {
  const { format, ...filter } = parseQuery(request, auditExportQuerySchema);
  return auditFile(runtime().audit.read(filter), format);
});
