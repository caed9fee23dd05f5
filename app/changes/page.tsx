import '../styles/changes.css';
import type { Metadata } from 'next';
import { changeFilterFrom } from '@/components/changes/change-filter-from';
import { ChangesPage } from '@/components/changes/changes-page';
import { listChanges } from '@/lib/api/reads';
import { changeFilterParams } from '@/lib/view/change-filter';
import { type PageQuery, readQuery } from '../page-query';
import { shellFacts } from '../shell-facts';

export const metadata: Metadata = { title: 'Changes' };

const FIRST_PAGE = 200;

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const registries = shellFacts().registries.map(({ id }) => id);
  const filter = changeFilterFrom(await readQuery(searchParams), registries);
  const page = listChanges({ ...changeFilterParams(filter), limit: FIRST_PAGE });
  return <ChangesPage handed={{ filter, page }} registries={registries} />;
}
