import { CHANGE_KINDS } from '@/lib/domain/change';
import { type ChangeFilter, ORIGINS } from '@/lib/view/change-filter';

/** The filter that an address asks for; what is no kind, registry or origin narrows nothing. */
export function changeFilterFrom(get: (name: string) => string | null, registries: readonly string[]): ChangeFilter {
  return {
    kind: CHANGE_KINDS.find((kind) => kind === get('kind')) ?? null,
    registry: registries.find((registry) => registry === get('registry')) ?? null,
    service: get('service'),
    action: get('action') || null,
    origin: ORIGINS.find((origin) => origin === get('origin')) ?? null,
  };
}
