import type { FleetEvent } from './scenario';
import type { Server } from './server';

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
