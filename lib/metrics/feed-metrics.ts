import { Counter, Gauge, type Registry as Metrics } from 'prom-client';
import { HEALTHS } from '../domain/instance';
import type { Feed } from '../feed/feed';

/** Registries, their links and what is in them, read from the feed when asked for; changes are counted as they come. */
export function registerFeedMetrics(metrics: Metrics, feed: Feed): void {
  const registers = [metrics];
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
    name: 'rollcall_flapping_instances',
    help: 'Instances whose health changes too often.',
    labelNames: ['registry'],
    registers,
    collect() {
      for (const { registry, catalog } of feed.upstreams()) {
        let count = 0;
        for (const { summary } of catalog.services.values()) count += summary?.flapping ?? 0;
        this.set({ registry: registry.id }, count);
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
}
