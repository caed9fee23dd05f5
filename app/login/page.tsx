import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { LoginPage } from '@/components/access/login-page';
import { ownPath } from '@/lib/access/own-path';
import { currentMe, whyNobody } from '../current-me';
import { type PageQuery, readQuery } from '../page-query';

export const metadata: Metadata = { title: 'Sign in' };

export default async function Page({ searchParams }: { searchParams: PageQuery }): Promise<ReactNode> {
  const query = await readQuery(searchParams);
  const me = await currentMe();
  const next = ownPath(query('next'));
  if (me.identity !== null || me.mode === 'read-only') redirect(next);
  return <LoginPage me={me} next={next} error={query('error')} refusal={await whyNobody()} />;
}
