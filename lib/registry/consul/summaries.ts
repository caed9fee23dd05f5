import { z } from 'zod';
import type { Keeper } from './keeper';
import { createPace } from './pace';
import type { Session } from './session';

const summariesSchema = z.array(z.object({ Name: z.string() }).loose());

/** Beyond this many bytes a second the summaries, about 500 bytes a service, would cost more than they tell early. */
const PACE = { bytesPerSecond: 2 * 1024 * 1024, burstBytes: 2 * 1024 * 1024, leastBytes: 8_192 };

/**
 * Compares the summaries that Consul's own page shows, counts of instances and checks by service, and looks at those
 * that differ. One question finds the instances that came and went while a sweep of 3,000 services is still under way;
 * it is undocumented and does not tell all, so it only ever comes before a sweep. Returns the request.
 */
export function createSummaries(session: Session, look: Keeper['look']): () => void {
  const { api, clock, signal } = session;
  const pace = createPace(PACE, clock);
  let known: ReadonlyMap<string, string> | null = null;
  let wanted = false;
  let running = false;

  async function compare(): Promise<void> {
    const answer = await api.read({ path: '/v1/internal/ui/services', gzip: true }, signal);
    const summaries = summariesSchema.parse(answer.value).map(comparable);
    if (known) look(summaries.filter(([name, text]) => known?.get(name) !== text).map(([name]) => name));
    known = new Map(summaries);
    const pauseMs = pace(answer.bytes);
    if (pauseMs > 0) await clock.sleep(pauseMs, signal);
  }

  async function run(): Promise<void> {
    running = true;
    while (wanted && !signal.aborted) {
      wanted = false;
      await compare();
    }
    running = false;
  }

  return () => {
    wanted = true;
    // Refused once, it is not asked again in this session: the sweep finds everything without it.
    if (!running) run().catch(() => undefined);
  };
}

function comparable({ Name, ...summary }: z.infer<typeof summariesSchema>[number]): [string, string] {
  // Tags and nodes come in another order every time.
  const sorted = (_key: string, value: unknown) => (Array.isArray(value) ? value.map(String).sort() : value);
  return [Name, JSON.stringify(summary, sorted)];
}
