import type { PlacedEvent } from '@/lib/view/simulation-setup';

/** What happens to whom, and when. `names` are by place. */
export function eventWords(event: PlacedEvent, names: readonly string[]): string {
  const who = names[event.place] ?? `instance ${event.place + 1}`;
  return `${(event.atMs / 1000).toLocaleString('en')} s: ${who} ${deed(event)}`;
}

function deed(event: PlacedEvent): string {
  switch (event.kind) {
    case 'slow':
      return event.slowness === 1 ? 'is as fast as before' : `takes ${event.slowness} times as long`;
    case 'fail':
      return `fails within ${event.answersAfterMs} ms`;
    case 'weight':
      return `has weight ${event.weight}`;
    case 'recover':
      return 'recovers';
    case 'drain':
      return 'is drained';
    case 'restore':
      return 'is restored';
    case 'remove':
      return 'leaves';
    case 'add':
      return 'joins';
  }
}
