import type { AuditRecord } from '../domain/audit';
import { csvLine } from './csv';

export type AuditExportFormat = 'csv' | 'ndjson';

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

const LOOKS = {
  csv: {
    contentType: 'text/csv; charset=utf-8; header=present',
    head: csvLine(FIELDS),
    line: (record: AuditRecord) => csvLine(FIELDS.map((field) => record[field] ?? '')),
  },
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    head: '',
    line: (record: AuditRecord) => `${JSON.stringify(record)}\n`,
  },
};

/**
 * A file of records, sent as they are read: however many there are, a page is held at a time. Rejects where the first
 * cannot be read; a failure after it cuts the answer, so that nobody takes a part for the whole.
 */
export async function auditFile(
  pages: AsyncGenerator<readonly AuditRecord[], void, undefined>,
  format: AuditExportFormat,
): Promise<Response> {
  const { contentType, head, line } = LOOKS[format];
  const first = await pages.next();
  async function* chunks(): AsyncGenerator<string, void, undefined> {
    yield head + (first.value ?? []).map(line).join('');
    for await (const page of pages) yield page.map(line).join('');
  }
  return new Response(streamOf(chunks()), {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="rollcall-audit.${format}"`,
      'cache-control': 'no-store',
    },
  });
}

/** The next chunk is made when the reader has taken the last. */
function streamOf(chunks: AsyncGenerator<string, void, undefined>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await chunks.return()),
  });
}
