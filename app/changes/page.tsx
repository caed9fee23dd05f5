import '../styles/changes.css';
import '../styles/charts.css';
import type { Metadata } from 'next';
import { changeFilterFrom } from '@/components/changes/change-filter-from';
import { ChangesPage } from '@/components/changes/changes-page';
import { journalKey } from '@/components/changes/journal-key';
import { JOURNAL_RANGES, withRange } from '@/components/changes/journal-range';
import { keptRanges } from '@/components/history/ranges';
import { firstChanges } from '@/lib/api/changes';
import { runtime } from '@/lib/running';
import { changeFilterParams } from '@/lib/view/change-filter';
import { type PageQuery, readQuery } from '../page-query';
import { shellFacts } from '../shell-facts';

export const metadata: Metadata = { title: 'Changes' };

const FIRST_PAGE = 200;

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const registries = shellFacts().registries.map(({ id }) => id);
  const get = await readQuery(searchParams);
  const chosen = changeFilterFrom(get, registries);
  const { keepDays } = runtime().config.history;
  const range = keptRanges(JOURNAL_RANGES, keepDays).find((candidate) => candidate === get('range')) ?? null;
  const filter = withRange(chosen, range, Date.now());
  const page = await firstChanges({ ...changeFilterParams(filter), limit: FIRST_PAGE });
  return (
    <ChangesPage
      handed={{ filter, key: journalKey(chosen, range), page }}
      registries={registries}
      keepDays={keepDays}
    />
  );
}
