import { csvLine } from './csv';

export type FileFormat = 'csv' | 'ndjson';

/** How records become a file. */
export interface FileLook<Item, Field extends string> {
  /** Of the file, without its ending. */
  readonly name: string;
  /** In the order of the columns. */
  readonly fields: readonly Field[];
  readonly cell: (item: Item, field: Field) => string;
}

const CONTENT_TYPES: Readonly<Record<FileFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/**
 * A file of records, sent as they are read: however many there are, a page is held at a time. Rejects where the first
 * cannot be read; a failure after it cuts the answer, so that nobody takes a part for the whole.
 */
export async function recordFile<Item, Field extends string>(
  pages: AsyncGenerator<readonly Item[], void, undefined>,
  { name, fields, cell }: FileLook<Item, Field>,
  format: FileFormat,
): Promise<Response> {
  const line = (item: Item) =>
    format === 'csv' ? csvLine(fields.map((field) => cell(item, field))) : `${JSON.stringify(item)}\n`;
  const first = await pages.next();
  async function* chunks(): AsyncGenerator<string, void, undefined> {
    yield (format === 'csv' ? csvLine(fields) : '') + (first.value ?? []).map(line).join('');
    for await (const page of pages) yield page.map(line).join('');
  }
  return new Response(streamOf(chunks()), {
    headers: {
      'content-type': CONTENT_TYPES[format],
      'content-disposition': `attachment; filename="${name}.${format}"`,
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
