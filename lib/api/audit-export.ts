import type { AuditRecord } from '../domain/audit';
import { type FileFormat, type FileLook, recordFile } from './record-file';

/** In the order of the columns. */
const FIELDS = [
  'at',
  'actor',
  'source',
  'kind',
  'outcome',
  'registry',
  'service',
  'instance',
  'reason',
  'detail',
  'before',
  'after',
  'action',
  'id',
] as const satisfies readonly (keyof AuditRecord)[];

const LOOK: FileLook<AuditRecord, (typeof FIELDS)[number]> = {
  name: 'rollcall-audit',
  fields: FIELDS,
  cell: (record, field) => record[field] ?? '',
};

/** A file of records, sent as they are read. */
export async function auditFile(
  pages: AsyncGenerator<readonly AuditRecord[], void, undefined>,
  format: FileFormat,
): Promise<Response> {
  return recordFile(pages, LOOK, format);
}
