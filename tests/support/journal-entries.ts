import type { Change } from '@/lib/domain/change';
import { isoTime } from '@/lib/domain/clock';
import type { JournalEntry } from '@/lib/history/journal-queue';
import { sampleChange, sampleInstance } from './catalog-samples';

export const JOURNAL_START = Date.parse('2026-03-01T10:00:00.000Z');

/** The time `ms` milliseconds after the start, ISO 8601. */
export function journalTime(ms: number): string {
  return isoTime(JOURNAL_START + ms);
}

/** An entry of registry `r` with one change an id, of epoch `e` unless the id names another. */
export function entryOf(ids: readonly string[], changed: Partial<Change> = {}): JournalEntry {
  const changes = ids.map((id) => sampleChange(id.includes('e') ? id : `e.${id}`, changed));
  return { registry: changed.registry ?? 'r', changes, upserted: [], removed: [] };
}

/** An entry that shows instances of registry `r`, and that others have gone. */
export function sightOf(there: readonly string[], gone: readonly string[] = []): JournalEntry {
  return {
    registry: 'r',
    changes: [],
    upserted: there.map((id) => sampleInstance(id)),
    removed: gone.map((id) => ({ id, service: 'orders' })),
  };
}
