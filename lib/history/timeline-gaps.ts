import { isoTime } from '../domain/clock';
import { type Moment, type Range, timeReader } from './timeline-range';
import type { TimelineChange } from './timeline-state';

/** A stretch in which nobody observed the registry, or of which the changes are lost; ISO 8601. */
export interface Unobserved {
  readonly from: string;
  readonly to: string;
}

/** One within a range. */
export interface Gap {
  readonly from: Moment;
  readonly to: Moment;
}

/**
 * The gaps within a range: from the loss of the link until it is live again, in order and apart from each other.
 * `links` are the changes of the registry's link in order, `isLive` is how it was before the first of them. Of a loss
 * nobody could note, as when the process is killed, they know nothing.
 */
export function gapsOf(links: Iterable<TimelineChange>, range: Range, isLive: boolean): Gap[] {
  const gaps: Gap[] = [];
  const read = timeReader();
  let now: Moment = { at: isoTime(range.fromMs), ms: range.fromMs };
  let lost = isLive ? null : now;
  for (const link of links) {
    if (link.kind !== 'link-changed') continue;
    const ms = read(link.at);
    if (ms >= range.toMs) continue;
    // A clock that is set back does not take time back.
    if (ms > now.ms) now = { at: link.at, ms };
    if (link.to !== 'live') lost ??= now;
    else if (lost) {
      addGap(gaps, lost, now);
      lost = null;
    }
  }
  if (lost) addGap(gaps, lost, { at: isoTime(range.toMs), ms: range.toMs });
  return gaps;
}

/** Everything that any of them leaves unobserved, within a range: in order and apart from each other. */
export function joinGaps(gaps: readonly Gap[], stretches: Iterable<Unobserved>, range: Range): Gap[] {
  const start = { at: isoTime(range.fromMs), ms: range.fromMs };
  const end = { at: isoTime(range.toMs), ms: range.toMs };
  const all = [...gaps];
  for (const { from, to } of stretches) {
    const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
    addGap(all, fromMs > start.ms ? { at: from, ms: fromMs } : start, toMs < end.ms ? { at: to, ms: toMs } : end);
  }
  const joined: Gap[] = [];
  for (const { from, to } of all.sort((a, b) => a.from.ms - b.from.ms)) {
    const last = joined.at(-1);
    if (!last || last.to.ms < from.ms) joined.push({ from, to });
    else if (last.to.ms < to.ms) joined[joined.length - 1] = { from: last.from, to };
  }
  return joined;
}

function addGap(gaps: Gap[], from: Moment, to: Moment): void {
  if (to.ms <= from.ms) return;
  const last = gaps.at(-1);
  if (last && last.to.ms === from.ms) gaps[gaps.length - 1] = { from: last.from, to };
  else gaps.push({ from, to });
}
