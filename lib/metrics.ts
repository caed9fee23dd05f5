import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry as Metrics } from 'prom-client';
import { HEALTHS } from './domain/instance';
import type { Feed } from './feed/feed';
import type { Readers } from './feed/readers';

/** How long changes wait before they are written to all readers; made first, since the readers report to it. */
export function createLagHistogram(): Histogram {
  return new Histogram({
    name: 'rollcall_stream_lag_seconds',
    help: 'From a change in the feed to its frame written to every reader.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers: [],
  });
}

/** What `/metrics` tells, read from the feed when it is asked for; the live path pays only for the counters. */
export function createMetrics(feed: Feed, readers: Readers, lag: Histogram): Metrics {
  const metrics = new Metrics();
  const registers = [metrics];
  collectDefaultMetrics({ register: metrics });
  metrics.registerMetric(lag);

  new Gauge({
    name: 'rollcall_registry_up',
    help: '1 while the link to the registry is live.',
    labelNames: ['registry', 'kind'],
    registers,
    collect() {
      for (const { registry, link } of feed.upstreams()) {
        this.set({ registry: registry.id, kind: registry.kind }, link.state === 'live' ? 1 : 0);
      }
    },
  });
  new Gauge({
    name: 'rollcall_services',
    help: 'Services of the registry as last observed.',
    labelNames: ['registry'],
    registers,
    collect() {
      for (const { registry, catalog } of feed.upstreams()) this.set({ registry: registry.id }, catalog.services.size);
    },
  });
  new Gauge({
    name: 'rollcall_instances',
    help: 'Instances of the registry by health, and how many are out of rotation.',
    labelNames: ['registry', 'state'],
    registers,
    collect() {
      for (const { registry, catalog } of feed.upstreams()) {
        const counts = { critical: 0, warning: 0, unknown: 0, passing: 0, out: 0 };
        for (const { summary } of catalog.services.values()) {
          if (!summary) continue;
          for (const state of [...HEALTHS, 'out'] as const) counts[state] += summary.instances[state];
        }
        for (const [state, count] of Object.entries(counts)) this.set({ registry: registry.id, state }, count);
      }
    },
  });
  new Gauge({
    name: 'rollcall_rejected_keys',
    help: 'Keys that no format could decode.',
    labelNames: ['registry'],
    registers,
    collect() {
      for (const { registry, rejected } of feed.upstreams()) this.set({ registry: registry.id }, rejected.size);
    },
  });
  new Counter({
    name: 'rollcall_watch_restarts_total',
    help: 'How often the link to the registry was lost.',
    labelNames: ['registry'],
    registers,
    collect() {
      this.reset();
      for (const { registry, restarts } of feed.upstreams()) this.inc({ registry: registry.id }, restarts);
    },
  });
  new Gauge({
    name: 'rollcall_stream_readers',
    help: 'Open event streams.',
    registers,
    collect() {
      this.set(readers.count);
    },
  });
  new Counter({
    name: 'rollcall_stream_resyncs_total',
    help: 'How often a reader that did not keep up was sent a fresh snapshot.',
    registers,
    collect() {
      this.reset();
      this.inc(readers.resyncs);
    },
  });
  const changes = new Counter({
    name: 'rollcall_changes_total',
    help: 'Observed changes.',
    labelNames: ['registry', 'kind'],
    registers,
  });
  feed.subscribe((entry) => {
    if ('actions' in entry) return;
    for (const change of entry.changes) changes.inc({ registry: change.registry, kind: change.kind });
  });
  return metrics;
}
