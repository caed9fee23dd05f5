import type { Range } from '../history/timeline-range';
import { runtime } from '../running';
import { MOST_SERVICES } from './history-schemas';
import { Problem } from './problem';

const DAY_MS = 86_400_000;

/** What a request asks of a time gone by: a day that ends now where nothing is said. */
export interface RangeQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The range that is asked for; what of it is in the future is cut. @throws Problem `malformed` */
export function rangeOf({ from, to }: RangeQuery): Range {
  const { config, past } = runtime();
  const nowMs = past.nowMs;
  const toMs = Math.min(to === undefined ? nowMs : Date.parse(to), nowMs);
  const fromMs = from === undefined ? toMs - DAY_MS : Date.parse(from);
  if (fromMs >= toMs) throw new Problem('malformed', 'from: expected a time before to and before now');
  const days = config.history.keepDays + 1;
  if (toMs - fromMs > days * DAY_MS) throw new Problem('malformed', `from: expected a range of at most ${days} days`);
  return { fromMs: Math.max(fromMs, 0), toMs };
}

/** The services that `of` names. @throws Problem `malformed` */
export function parseServices(request: Request): { readonly registry: string; readonly service: string }[] {
  const given = [...new Set(new URL(request.url).searchParams.getAll('of'))];
  if (given.length === 0 || given.length > MOST_SERVICES)
    throw new Problem('malformed', `of: expected 1 to ${MOST_SERVICES} of <registry>/<service>`);
  return given.map((text) => {
    const slash = text.indexOf('/');
    if (slash < 1 || slash === text.length - 1) throw new Problem('malformed', 'of: expected <registry>/<service>');
    return { registry: text.slice(0, slash), service: text.slice(slash + 1) };
  });
}

/** The moment that `at` names, in milliseconds; undefined for now. @throws Problem `malformed` for the future */
export function momentOf(at: string | undefined): number | undefined {
  if (at === undefined) return undefined;
  const atMs = Date.parse(at);
  if (atMs > runtime().past.nowMs) throw new Problem('malformed', 'at: expected a time in the past');
  return atMs;
}
