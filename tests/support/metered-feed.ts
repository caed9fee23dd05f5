import { Feed } from '@/lib/feed/feed';
import { Readers } from '@/lib/feed/readers';
import { createStreamLag, createWatchLag } from '@/lib/metrics/lag-histograms';
import { createMetrics } from '@/lib/metrics/metrics';
import { createMemoryRegistry } from '@/lib/registry/memory/memory-registry';
import { manualClock } from './manual-clock';
import { quietLog } from './quiet-log';
import { eventually } from './wait';

/** A live feed of the embedded registry with everything that is measured of it; so many services keep their name. */
export async function meteredFeed(services = 100) {
  const clock = manualClock();
  const registry = createMemoryRegistry({ id: 'memory' }, { clock });
  const watchLag = createWatchLag();
  const feed = new Feed({
    registries: [registry],
    clock,
    random: () => 0.5,
    log: quietLog,
    epoch: 'e1',
    lagged: (id, seconds) => watchLag.observe({ registry: id }, seconds),
  });
  const readers = new Readers(feed, clock);
  const journal = { waiting: 0, lost: 0, failure: null as { readonly since: string; readonly detail: string } | null };
  const lags = [createStreamLag(), watchLag];
  const metrics = createMetrics({ feed, readers, clock, services, lags, journal: () => journal });
  const ending = new AbortController();
  const running = feed.run(ending.signal);
  await eventually(() => feed.upstream('memory')?.link.state === 'live');
  return {
    clock,
    registry,
    feed,
    metrics,
    journal,
    /** Resolves when the feed has all that was written so far. */
    settled: async () => {
      const id = `settled-${feed.cursor.replace(/\W/g, '-')}`;
      registry.register(id, { service: 'settled', address: '10.0.0.9', port: 9 });
      await eventually(() => feed.upstream('memory')?.catalog.instances.has(id));
      registry.deregister(id);
      await eventually(() => !feed.upstream('memory')?.catalog.instances.has(id));
    },
    /** The samples of one metric as Prometheus reads them: by their labels, less the one of the service `settled`. */
    read: async (name: string): Promise<Record<string, number>> => {
      const text = await metrics.registry.getSingleMetricAsString(name);
      const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
      return Object.fromEntries(
        samples
          .filter((line) => !line.includes('"settled"'))
          .map((line) => {
            const at = line.lastIndexOf(' ');
            return [line.slice(0, at).replace(name, ''), Number(line.slice(at + 1))];
          }),
      );
    },
    async [Symbol.asyncDispose]() {
      ending.abort();
      await running;
    },
  };
}
