'use client';

import { useMemo } from 'react';
import { isoTime } from '@/lib/domain/clock';
import type { ChangeFilter } from '@/lib/view/change-filter';
import { useNow } from '../charts/use-now';
import { keptRanges } from '../history/ranges';
import type { UrlState } from '../ui/use-url-state';
import { changeFilterFrom } from './change-filter-from';
import { journalKey } from './journal-key';
import { JOURNAL_RANGES, type JournalRange, shownRange, withRange } from './journal-range';
import type { HandedChanges, JournalQuestion } from './use-journal';

export interface Asked extends JournalQuestion {
  /** As it stands in the address, where a range has no times. */
  readonly chosen: ChangeFilter;
  readonly range: JournalRange | null;
  readonly ranges: readonly JournalRange[];
  /** What the counts show. */
  readonly shown: JournalRange;
  /** Now, ISO 8601, for words about days. */
  readonly near: string;
}

interface AskedOptions {
  readonly handed: HandedChanges;
  readonly registries: readonly string[];
  /** How long changes are kept. */
  readonly keepDays: number;
}

const MINUTE_MS = 60_000;

/** What the address asks of the journal. */
export function useAsked(url: UrlState, { handed, registries, keepDays }: AskedOptions): Asked {
  const minute = useNow(MINUTE_MS);
  return useMemo(() => {
    const chosen = changeFilterFrom(url.get, registries);
    const ranges = keptRanges(JOURNAL_RANGES, keepDays);
    const range = url.oneOf('range', ranges);
    const key = journalKey(chosen, range);
    // The server's minute may be another than the one here.
    const isAsHanded = minute === null && key === handed.key;
    const now = minute ?? 0;
    return {
      chosen,
      range,
      ranges,
      key,
      filter: isAsHanded ? handed.filter : withRange(chosen, range, now),
      shown: shownRange(chosen, range, { now, ranges }),
      near: isoTime(now),
    };
  }, [url, registries, keepDays, handed, minute]);
}
