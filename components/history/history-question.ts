import { momentAt } from './moment';
import { BUCKETS, type Range, rangeMs } from './ranges';

/** Which stretch a history is asked for: a range that ends at a moment (ISO 8601), or with null now. */
export interface HistoryTime {
  readonly moment: string | null;
  readonly range: Range;
}

/** The parameters every history is asked with. */
export function historyQuery({ moment, range }: HistoryTime): Record<string, string> {
  const to = moment === null ? Date.now() : Date.parse(moment);
  return { from: momentAt(to - rangeMs(range)), to: momentAt(to), buckets: String(BUCKETS) };
}

/** Address of what a registry holds of a service: its history, who departed. */
export function serviceAddress(registry: string, service: string): string {
  return `/api/v1/registries/${encodeURIComponent(registry)}/services/${encodeURIComponent(service.toWellFormed())}`;
}

/** Address of what a registry holds of an instance. */
export function instanceAddress(registry: string, id: string): string {
  return `/api/v1/registries/${encodeURIComponent(registry)}/instances/${encodeURIComponent(id)}`;
}
