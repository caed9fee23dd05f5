import { HEALTHS, type Health } from '../domain/instance';
import { compareServices, compareText } from '../domain/query';
import type { ServiceSummary } from '../domain/service';

/** Instances by health, whether in rotation or not, and how many are out; `servicesBy` counts services with any such. */
export interface Totals {
  readonly services: number;
  readonly instances: number;
  readonly out: number;
  readonly by: Readonly<Record<Health, number>>;
  readonly servicesBy: Readonly<Record<Health | 'out', number>>;
}

export interface Overview {
  readonly totals: Totals;
  readonly byRegistry: ReadonlyMap<string, Totals>;
  /** What is wrong now, worst first: services in rotation that do not pass. */
  readonly attention: readonly ServiceSummary[];
  /** Services with instances out of rotation, most first. */
  readonly out: readonly ServiceSummary[];
  /** How many there are of both, where only the first of them are at hand. */
  readonly counts: { readonly attention: number; readonly out: number };
}

/** What the whole catalog says at a glance. */
export function overviewOf(services: Iterable<ServiceSummary>): Overview {
  const totals = noTotals();
  const byRegistry = new Map<string, MutableTotals>();
  const attention: ServiceSummary[] = [];
  const out: ServiceSummary[] = [];
  for (const summary of services) {
    const ofRegistry = byRegistry.get(summary.registry) ?? noTotals();
    byRegistry.set(summary.registry, ofRegistry);
    for (const sum of [totals, ofRegistry]) add(sum, summary);
    // A service that somebody took out altogether is a decision, not a fault.
    const isInRotation = summary.instances.out < summary.instances.total;
    if (isInRotation && summary.health !== 'passing') attention.push(summary);
    if (summary.instances.out > 0) out.push(summary);
  }
  attention.sort(compareServices('worst'));
  out.sort((a, b) => b.instances.out - a.instances.out || compareText(a.service, b.service));
  return { totals, byRegistry, attention, out, counts: { attention: attention.length, out: out.length } };
}

type MutableTotals = {
  services: number;
  instances: number;
  out: number;
  by: Record<Health, number>;
  servicesBy: Record<Health | 'out', number>;
};

function noTotals(): MutableTotals {
  const by = { critical: 0, warning: 0, unknown: 0, passing: 0 };
  return { services: 0, instances: 0, out: 0, by, servicesBy: { ...by, out: 0 } };
}

function add(sum: MutableTotals, { instances }: ServiceSummary): void {
  sum.services += 1;
  sum.instances += instances.total;
  sum.out += instances.out;
  if (instances.out > 0) sum.servicesBy.out += 1;
  for (const health of HEALTHS) {
    sum.by[health] += instances[health];
    if (instances[health] > 0) sum.servicesBy[health] += 1;
  }
}
