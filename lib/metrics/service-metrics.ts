import { Counter, Gauge, type Registry as Metrics } from 'prom-client';
import type { Catalog } from '../domain/catalog';
import type { Change } from '../domain/change';
import type { Clock } from '../domain/clock';
import { HEALTHS, type Health } from '../domain/instance';
import type { Feed } from '../feed/feed';
import type { RegistryEntry } from '../feed/ring';
import { CheckTurns } from './check-turns';
import { labelOf, ServiceNames } from './service-names';

const STATES = [...HEALTHS, 'out'] as const;
const REGISTRATIONS = ['registered', 're-registered', 'deregistered'] as const;
/** How often, in milliseconds, it is looked at which services are the largest while nobody asks for metrics. */
const RESIZE_MS = 10_000;

export interface ServiceMetricsDeps {
  readonly feed: Feed;
  readonly clock: Clock;
  /** How many services have series of their own. */
  readonly services: number;
}

/** What is told by service: the largest by name, the rest as one. */
export class ServiceMetrics {
  readonly #deps: ServiceMetricsDeps;
  readonly #names: ServiceNames;
  readonly #turns = new CheckTurns();
  readonly #checks: Counter<'service_name' | 'status'>;
  readonly #registrations: Counter<'service_name' | 'status'>;
  #resizedAt: number | undefined;

  constructor(deps: ServiceMetricsDeps, metrics: Metrics) {
    this.#deps = deps;
    this.#names = new ServiceNames(deps.services);
    const registers = [metrics];
    const labelNames = ['service_name', 'status'] as const;
    this.#checks = new Counter({
      name: 'health_checks_total',
      help: 'Results of health checks: every one that Rollcall made itself, and each change of status that was seen of a check of a registry.',
      labelNames,
      registers,
    });
    this.#registrations = new Counter({
      name: 'service_registrations_total',
      help: 'Instances seen to come and go: registered, re-registered, deregistered.',
      labelNames,
      registers,
    });
    const tell = (gauge: Gauge<'registry' | 'service_name' | 'status'>) => this.#tellInstances(gauge);
    new Gauge({
      name: 'service_instances',
      help: 'Instances by health of those in rotation, and how many are out of it; together all. The largest services by name, the rest as _other.',
      labelNames: ['registry', 'service_name', 'status'],
      registers,
      collect() {
        tell(this);
      },
    });
    for (const instance of deps.feed.instances()) this.#turns.remember(instance);
    deps.feed.subscribe((entry) => {
      if (!('actions' in entry)) this.#hear(entry);
    });
  }

  /** Counts a check that Rollcall made. */
  checkMade({ registry, instance, status }: { registry: string; instance: string; status: Health }): void {
    const service = this.#deps.feed.upstream(registry)?.catalog.instances.get(instance)?.service;
    if (service !== undefined) this.#checks.inc({ service_name: this.#nameOf(service), status });
  }

  #hear(entry: RegistryEntry): void {
    for (const { service, status } of this.#turns.turnsOf(entry)) {
      this.#checks.inc({ service_name: this.#nameOf(service), status });
    }
    for (const { service, kind } of entry.changes) {
      if (service === null || !isRegistration(kind)) continue;
      this.#registrations.inc({ service_name: this.#nameOf(service), status: kind });
    }
  }

  #nameOf(service: string): string {
    if (!this.#names.isCounted(service)) {
      const now = this.#deps.clock.now();
      if (this.#resizedAt === undefined || Math.abs(now - this.#resizedAt) >= RESIZE_MS) this.#resize();
    }
    return this.#names.counterName(service);
  }

  #resize(): void {
    this.#resizedAt = this.#deps.clock.now();
    const sizes = new Map<string, number>();
    for (const { service, instances } of this.#deps.feed.services()) {
      sizes.set(service, (sizes.get(service) ?? 0) + instances.total);
    }
    for (const service of this.#names.resize(sizes)) {
      for (const status of HEALTHS) this.#checks.remove({ service_name: labelOf(service), status });
      for (const status of REGISTRATIONS) this.#registrations.remove({ service_name: labelOf(service), status });
    }
  }

  #tellInstances(gauge: Gauge<'registry' | 'service_name' | 'status'>): void {
    this.#resize();
    gauge.reset();
    for (const { registry, catalog } of this.#deps.feed.upstreams()) {
      for (const [service_name, counts] of this.#countsOf(catalog)) {
        for (const status of STATES) gauge.set({ registry: registry.id, service_name, status }, counts[status]);
      }
    }
  }

  /** Summed up before a series is looked for: of 10,000 services that alone would take most of the time. */
  #countsOf({ services }: Catalog): Map<string, Record<(typeof STATES)[number], number>> {
    const byName = new Map<string, Record<(typeof STATES)[number], number>>();
    for (const [service, { summary }] of services) {
      if (!summary) continue;
      const name = this.#names.gaugeName(service);
      const counts = byName.get(name) ?? { passing: 0, warning: 0, critical: 0, unknown: 0, out: 0 };
      for (const health of HEALTHS) counts[health] += summary.inRotation[health];
      counts.out += summary.instances.out;
      byName.set(name, counts);
    }
    return byName;
  }
}

function isRegistration(kind: Change['kind']): boolean {
  return (REGISTRATIONS as readonly string[]).includes(kind);
}
