import { headers } from 'next/headers';
import { identify } from '@/lib/api/asking';
import type { Me } from '@/lib/domain/identity';
import { runtime } from '@/lib/running';

/** Who asks for a page. */
export async function currentMe(): Promise<Me> {
  const { identity } = await identify(new Headers(await headers()));
  return runtime().access.me(identity);
}
