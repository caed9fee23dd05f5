import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const dynamic = 'force-dynamic';

/** Prometheus' text format. */
export const GET = route('viewer', async () => {
  const metrics = runtime().metrics.registry;
  return new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } });
});
