import type { Metadata } from 'next';
import { SimulatorPage } from '@/components/simulator/simulator-page';
import { feedCursor, getService, policySaid } from '@/lib/api/reads';
import type { HandedInstances } from '@/lib/view/catalog-store';
import { type PageQuery, readQuery } from '../page-query';
import { isKnownRegistry, shellFacts } from '../shell-facts';

export const metadata: Metadata = { title: 'Simulator' };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const query = await readQuery(searchParams);
  const handed = await handedInstances(query('registry'), query('service'));
  const key = handed ? `${handed.registry}/${handed.service}` : '';
  const said = handed && policySaid(handed);
  const registries = shellFacts().registries.map(({ id }) => id);
  return <SimulatorPage key={key} handed={handed} registries={registries} said={said} />;
}

/** Null where no service is asked for, or none of its registry is known; without items where it has none. */
async function handedInstances(registry: string | null, service: string | null): Promise<HandedInstances | null> {
  if (!registry || !service || !isKnownRegistry(registry)) return null;
  const cursor = feedCursor();
  const { found } = await getService(registry, service);
  return { registry, service, items: found?.instances ?? [], cursor };
}
