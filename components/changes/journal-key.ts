import { type ChangeFilter, changeFilterParams } from '@/lib/view/change-filter';
import type { JournalRange } from './journal-range';

/** The same for the same question, whenever it is asked. */
export function journalKey(chosen: ChangeFilter, range: JournalRange | null): string {
  return new URLSearchParams({ ...changeFilterParams(chosen), ...(range && { range }) }).toString();
}
