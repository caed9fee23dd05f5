import { route } from '@/lib/api/route';
import { runtime } from '@/lib/running';

export const dynamic = 'force-dynamic';

/** Every registry was listed once or is known to be down: what is shown is honest. */
export const GET = route('anyone', () => {
  const waiting = [...runtime().feed.upstreams()]
    .filter(({ isSettled }) => !isSettled)
    .map(({ registry }) => registry.id);
  const isReady = waiting.length === 0;
  return Response.json({ status: isReady ? 'ready' : 'starting', waiting }, { status: isReady ? 200 : 503 });
});
