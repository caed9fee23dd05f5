import { Counter, collectDefaultMetrics, type Histogram, Registry as Metrics } from 'prom-client';
import type { Feed } from '../feed/feed';
import type { Readers } from '../feed/readers';
import { registerFeedMetrics } from './feed-metrics';
import { type JournalReading, registerJournalMetrics } from './journal-metrics';
import { ServiceMetrics, type ServiceMetricsDeps } from './service-metrics';
import { registerStreamMetrics } from './stream-metrics';

export interface MetricsSources extends ServiceMetricsDeps {
  readonly feed: Feed;
  readonly readers: Readers;
  /** Those of {@link createStreamLag} and {@link createWatchLag}. */
  readonly lags: readonly Histogram<string>[];
  readonly journal?: () => JournalReading;
}

export interface RollcallMetrics {
  /** What `/metrics` answers. */
  readonly registry: Metrics;
  readonly checkMade: ServiceMetrics['checkMade'];
  /** Counts a request for services or instances. */
  readonly discoveryRequest: () => void;
}

/** All that is measured; most of it is read when it is asked for, and the live path pays only for counters. */
export function createMetrics({ readers, lags, journal, ...deps }: MetricsSources): RollcallMetrics {
  const registry = new Metrics();
  collectDefaultMetrics({ register: registry });
  for (const lag of lags) registry.registerMetric(lag);
  registerFeedMetrics(registry, deps.feed);
  registerStreamMetrics(registry, readers);
  if (journal) registerJournalMetrics(registry, journal);
  const services = new ServiceMetrics(deps, registry);
  const requests = new Counter({
    name: 'service_discovery_requests_total',
    help: 'Requests for services and instances over the API, streams included.',
    registers: [registry],
  });
  return { registry, checkMade: (made) => services.checkMade(made), discoveryRequest: () => requests.inc() };
}
