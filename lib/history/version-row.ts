import type { Instance } from '../domain/instance';
import type { JournalVersionsTable } from '../storage/tables';
import { indexedText } from './indexed-text';

/** What a row takes besides its text: numbers, and its entries in the indexes, about. */
const ROW_BYTES = 200;

/** An instance as it was over a stretch of time, as the table holds it. */
export function versionRow(instance: Instance, { from_at, to_at }: Pick<JournalVersionsTable, 'from_at' | 'to_at'>) {
  const { registry, health, rotation } = instance;
  const columns = { instance: indexedText(instance.id), service: indexedText(instance.service) };
  const body = JSON.stringify(instance);
  const bytes = ROW_BYTES + Buffer.byteLength(body) + 3 * columns.instance.length + 2 * columns.service.length;
  return { registry, ...columns, from_at, to_at, health, rotation, bytes, body } satisfies JournalVersionsTable;
}
