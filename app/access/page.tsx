import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { AccessPage } from '@/components/access/access-page';
import { NotManaged } from '@/components/access/not-managed';
import { listUsers } from '@/lib/api/users';
import { runtime } from '@/lib/running';
import { currentMe } from '../current-me';

export const metadata: Metadata = { title: 'Access' };

export default async function Page(): Promise<ReactNode> {
  const { mode, identity } = await currentMe();
  if (mode === 'local' || mode === 'read-only' || identity?.role !== 'admin') {
    return <NotManaged mode={mode} role={identity?.role ?? null} />;
  }
  const { access, feed } = runtime();
  const [users, tokens] = await Promise.all([listUsers(), access.tokens.list()]);
  const registries = [...feed.upstreams()].map(({ registry }) => registry.id);
  return <AccessPage users={users} tokens={tokens} registries={registries} />;
}
