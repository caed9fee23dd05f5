import type { Config } from './config';
import { flappingRule } from './config-history';
import { demoPast } from './demo/past/demo-past';
import type { Clock } from './domain/clock';
import type { Log } from './domain/log';
import { hasNoPast, writePast } from './history/write-past';
import type { HeldInstance } from './registry/memory/record';
import type { Storage } from './storage/storage';

const LONGEST_HOURS = 24;

/**
 * Gives the demo a past where it starts for the first time, so that its timelines have something to show; returns the
 * fleet to go on with. Only where no other process may write the same journal.
 */
export async function demoCast(
  config: Config,
  storage: Storage,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<readonly HeldInstance[] | undefined> {
  const embedded = config.registries.find((registry) => registry.kind === 'memory');
  if (!embedded?.demo || storage.kind !== 'sqlite') return undefined;
  try {
    if (!(await hasNoPast(storage, embedded.id))) return undefined;
    const until = clock.now();
    const { entries, gap, cast } = demoPast({
      registry: embedded.id,
      seed: embedded.demo.seed,
      untilMs: until,
      hours: Math.min(LONGEST_HOURS, config.history.keepDays * 24),
      epoch: 'demo',
      flapping: flappingRule(config.history),
    });
    await writePast(storage, embedded.id, {
      entries: entries.map(({ atMs, ...entry }) => ({ ...entry, at: atMs, isLast: true })),
      gaps: [{ registry: embedded.id, from: gap.fromMs, to: gap.toMs, lost: 0 }],
      until,
    });
    log.info({ registry: embedded.id, entries: entries.length }, 'demo-past-written');
    return cast;
  } catch (error) {
    // The demo lives without a past, too.
    log.warn({ err: error }, 'demo-past-failed');
    return undefined;
  }
}
