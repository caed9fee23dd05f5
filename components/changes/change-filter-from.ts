import { CHANGE_KINDS } from '@/lib/domain/change';
import { type ChangeFilter, ORIGINS } from '@/lib/view/change-filter';

/** A day, or a time with its zone: without one it would be read by the zone of whoever looks. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** The filter that an address asks for; what is no kind, registry, origin or time narrows nothing. */
export function changeFilterFrom(get: (name: string) => string | null, registries: readonly string[]): ChangeFilter {
  return {
    kind: CHANGE_KINDS.find((kind) => kind === get('kind')) ?? null,
    registry: registries.find((registry) => registry === get('registry')) ?? null,
    service: get('service') || null,
    instance: get('instance') || null,
    action: get('action') || null,
    origin: ORIGINS.find((origin) => origin === get('origin')) ?? null,
    from: timeOf(get('from')),
    to: timeOf(get('to')),
  };
}

function timeOf(text: string | null): string | null {
  if (text === null || !TIME.test(text) || Number.isNaN(Date.parse(text))) return null;
  return new Date(text).toISOString();
}
