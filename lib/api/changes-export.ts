import type { Change } from '../domain/change';
import type { ChangeQuery } from '../domain/query';
import { runtime } from '../running';
import { knownUpstream } from './catalogs';
import { type FileFormat, type FileLook, recordFile } from './record-file';

/** In the order of the columns. */
const FIELDS = [
  'at',
  'registry',
  'service',
  'instance',
  'address',
  'kind',
  'from',
  'to',
  'rotation',
  'fields',
  'cause',
  'output',
  'afterGap',
  'origin',
  'action',
  'id',
] as const satisfies readonly (keyof Change)[];

const LOOK: FileLook<Change, (typeof FIELDS)[number]> = { name: 'rollcall-changes', fields: FIELDS, cell };

/** All changes that match as a file, newest first, until the signal aborts. @throws Problem, StorageError */
export async function exportChanges(filter: ChangeQuery, format: FileFormat, signal: AbortSignal): Promise<Response> {
  if (filter.registry !== undefined) knownUpstream(filter.registry);
  return recordFile(untilAborted(runtime().history.journal.walk(filter), signal), LOOK, format);
}

async function* untilAborted<Page>(pages: AsyncGenerator<Page, void, undefined>, signal: AbortSignal) {
  for await (const page of pages) {
    signal.throwIfAborted();
    yield page;
  }
}

function cell(change: Change, field: (typeof FIELDS)[number]): string {
  if (field === 'fields') {
    return (change.fields ?? []).map((own) => `${own.field}: ${own.from ?? '-'} -> ${own.to ?? '-'}`).join('\n');
  }
  return String(change[field] ?? '');
}
