import { MOST_EVENTS, type PlacedEvent } from './simulation-setup';

/** Events as text: `15000:slow:0:12`, parted by commas. */
export function eventsText(events: readonly PlacedEvent[]): string {
  return events.map((event) => [event.atMs, event.kind, event.place, ...valuesOf(event)].join(':')).join(',');
}

/** The events a text names; what means nothing is left away. */
export function eventsFrom(text: string): readonly PlacedEvent[] {
  return text
    .split(',')
    .map(eventFrom)
    .filter((event) => event !== null)
    .slice(0, MOST_EVENTS);
}

function valuesOf(event: PlacedEvent): readonly number[] {
  switch (event.kind) {
    case 'fail':
      return [event.answersAfterMs];
    case 'weight':
      return [event.weight];
    case 'slow':
      return [event.slowness];
    default:
      return [];
  }
}

function eventFrom(text: string): PlacedEvent | null {
  const [at = '', kind = '', where = '', given = ''] = text.split(':');
  const [atMs, place, value] = [decimalFrom(at), decimalFrom(where), decimalFrom(given)];
  if (atMs === null || place === null || !Number.isInteger(place) || place > 9_999) return null;
  switch (kind) {
    case 'drain':
    case 'restore':
    case 'remove':
    case 'recover':
    case 'add':
      return { atMs, place, kind };
    case 'fail':
      return value === null ? null : { atMs, place, kind, answersAfterMs: value };
    case 'weight':
      return value === null || value > 1_000_000 ? null : { atMs, place, kind, weight: value };
    case 'slow':
      return value === null || value < 0.01 || value > 1_000 ? null : { atMs, place, kind, slowness: value };
    default:
      return null;
  }
}

/** Plain decimals, up to about twelve days in milliseconds. */
function decimalFrom(text: string): number | null {
  if (!/^\d{1,9}(\.\d{1,6})?$/.test(text)) return null;
  return Number(text);
}
