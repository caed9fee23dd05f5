import type { FleetEvent } from './scenario';
import type { Server } from './server';

/** Those that are not there at the start: what first happens to them, of coming and going, is that they are added. */
export function absentAtStart(events: readonly FleetEvent[]): ReadonlySet<string> {
  const first = new Map<string, FleetEvent['kind']>();
  for (const { kind, instance } of events.toSorted((a, b) => a.atMs - b.atMs)) {
    if ((kind === 'add' || kind === 'remove') && !first.has(instance)) first.set(instance, kind);
  }
  return new Set([...first.keys()].filter((instance) => first.get(instance) === 'add'));
}

/** Whether it is the same instances, by the same weights, that should be picked all the time. */
export function hasSteadyTargets(events: readonly { readonly kind: FleetEvent['kind'] }[]): boolean {
  return events.every(({ kind }) => kind === 'slow' || kind === 'fail');
}

/** Makes an instance what an event says; the balancers have to be told after it. */
export function applyFleetEvent(server: Server, event: FleetEvent): void {
  switch (event.kind) {
    case 'add':
      server.isPresent = true;
      server.since = event.atMs;
      return;
    case 'remove':
      server.isPresent = false;
      return;
    case 'drain':
      server.rotation = 'out';
      return;
    case 'restore':
      server.rotation = 'in';
      return;
    case 'fail':
      server.failsAfterMs = event.answersAfterMs;
      return;
    case 'recover':
      server.failsAfterMs = null;
      server.health = 'passing';
      server.since = event.atMs;
      return;
    case 'weight':
      server.weight = event.weight;
      return;
    case 'slow':
      server.slowness = event.slowness;
      return;
  }
}
