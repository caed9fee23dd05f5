import '../../styles/registries.css';
import '../../styles/changes.css';
import type { Metadata } from 'next';
import { FormatsPage } from '@/components/formats/formats-page';
import { listFormats } from '@/lib/api/formats';
import { runtime } from '@/lib/running';
import { type PageQuery, readQuery } from '../../page-query';
import { isKnownRegistry } from '../../shell-facts';

export const metadata: Metadata = { title: 'Formats' };

export default async function Page({ searchParams }: { searchParams: PageQuery }) {
  const registry = (await readQuery(searchParams))('registry');
  const items = listFormats(registry !== null && isKnownRegistry(registry) ? { registry } : {});
  const registries = [...runtime().feed.upstreams()].map(({ registry: { id, kind }, link, rejected }) => ({
    id,
    kind,
    link,
    demo: false,
    rejected: rejected.size,
  }));
  return <FormatsPage handed={{ items, registries }} />;
}
