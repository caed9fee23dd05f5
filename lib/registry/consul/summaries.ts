import { z } from 'zod';
import { RegistryError } from '../../domain/errors';
import { isDenied, registryError } from './blocking-query';
import type { Keeper } from './keeper';
import { createPace } from './pace';
import type { Session } from './session';

const summariesSchema = z.array(z.object({ Name: z.string() }).loose());

/** Beyond this many bytes a second the summaries, about 500 bytes a service, would cost more than they tell early. */
const PACE = { bytesPerSecond: 2 * 1024 * 1024, burstBytes: 2 * 1024 * 1024, leastBytes: 8_192 };

/** A failure to answer is no refusal, but no invitation either. */
const AGAIN_MS = 1_000;

/**
 * Compares the summaries that Consul's own page shows, counts of instances and checks by service, and looks at those
 * that differ. One question finds the instances that came and went while a sweep of 3,000 services is still under way;
 * it is undocumented and does not tell all, so it only ever comes before a sweep. Returns the request.
 */
export function createSummaries(
  { api, clock, signal }: Pick<Session, 'api' | 'clock' | 'signal'>,
  look: Keeper['look'],
): () => void {
  const pace = createPace(PACE, clock);
  let known: ReadonlyMap<string, string> | null = null;
  let wanted = false;
  let running = false;
  let isRefused = false;

  async function compare(): Promise<void> {
    const answer = await api.read({ path: '/v1/internal/ui/services', gzip: true }, signal);
    const summaries = readSummaries(answer.value);
    const before = known;
    if (before) look(summaries.filter(([name, text]) => before.get(name) !== text).map(([name]) => name));
    known = new Map(summaries);
    const pauseMs = pace(answer.bytes);
    if (pauseMs > 0) await clock.sleep(pauseMs, signal);
  }

  async function giveWay(error: unknown): Promise<void> {
    const failure = registryError(error);
    isRefused = isDenied(failure) || failure.code === 'refused' || failure.code === 'bad-answer';
    await clock.sleep(AGAIN_MS, signal).catch(() => undefined);
  }

  async function run(): Promise<void> {
    running = true;
    while (wanted && !isRefused && !signal.aborted) {
      wanted = false;
      await compare().catch(giveWay);
    }
    running = false;
  }

  return () => {
    // Refused once, it is not asked again in this session: the sweep finds everything without it.
    wanted = !isRefused;
    if (!running) run();
  };
}

function readSummaries(value: unknown): [string, string][] {
  const { data } = summariesSchema.safeParse(value);
  if (!data) throw new RegistryError('bad-answer', 'the summaries cannot be read');
  return data.map(comparable);
}

function comparable({ Name, ...summary }: z.infer<typeof summariesSchema>[number]): [string, string] {
  // Tags and nodes come in another order every time.
  const sorted = (_key: string, value: unknown) => (Array.isArray(value) ? value.map(String).sort() : value);
  return [Name, JSON.stringify(summary, sorted)];
}
