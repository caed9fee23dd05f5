import { runtime } from '@/lib/running';

export const dynamic = 'force-dynamic';

/** Prometheus' text format. */
export async function GET(): Promise<Response> {
  const { metrics } = runtime();
  return new Response(await metrics.metrics(), { headers: { 'content-type': metrics.contentType } });
}
