import { headers } from 'next/headers';
import type { Asker } from '@/lib/access/asked';
import { identify } from '@/lib/api/asking';
import type { Me } from '@/lib/domain/identity';
import { runtime } from '@/lib/running';

/** Who asks for a page. */
export async function currentMe(): Promise<Me> {
  const { identity } = await asker();
  return runtime().access.me(identity);
}

/** Why whoever asks for a page is nobody here, where more is to be said than that they are not signed in. */
export async function whyNobody(): Promise<string | null> {
  const { reason } = await asker();
  return reason?.detail ?? null;
}

async function asker(): Promise<Asker> {
  return identify(new Headers(await headers()));
}
