import type { Metadata } from 'next';
import { filtersFrom } from '@/components/services/service-filters';
import { ServicesPage } from '@/components/services/services-page';
import { type PageQuery, readQuery } from '../page-query';
import { shellFacts } from '../shell-facts';
import { firstServices } from './first-services';

export const metadata: Metadata = { title: 'Services' };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const registries = shellFacts().registries.map((registry) => registry.id);
  const filters = filtersFrom(await readQuery(searchParams), registries);
  return <ServicesPage first={await firstServices(filters)} registries={registries} />;
}
