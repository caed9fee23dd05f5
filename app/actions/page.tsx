import type { Metadata } from 'next';
import { actionFilterFrom, actionFilterParams } from '@/components/actions/action-filter';
import { ActionsPage } from '@/components/actions/actions-page';
import { listActions } from '@/lib/api/actions';
import { type PageQuery, readQuery } from '../page-query';
import { shellFacts } from '../shell-facts';

export const metadata: Metadata = { title: 'Actions' };

const FIRST_PAGE = 100;

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const registries = shellFacts().registries.map(({ id }) => id);
  const filter = actionFilterFrom(await readQuery(searchParams), registries);
  const page = await listActions({ ...actionFilterParams(filter), limit: FIRST_PAGE });
  return <ActionsPage handed={{ filter, page }} registries={registries} />;
}
