import type { Change } from '../domain/change';
import type { Range } from './timeline-range';

/**
 * The gaps within a range: from the loss of the link until it is live again, in order and apart from each other.
 * `links` are the changes of the registry's link in order, `isLive` is how it was before the first of them. Of a loss
 * nobody could note, as when the process is killed, they know nothing.
 */
export function gapsOf(links: Iterable<Pick<Change, 'at' | 'to'>>, range: Range, isLive: boolean): Range[] {
  const gaps: Range[] = [];
  let nowMs = range.fromMs;
  let lostMs = isLive ? null : nowMs;
  for (const { at, to } of links) {
    const ms = Date.parse(at);
    if (ms >= range.toMs) continue;
    // A clock that is set back does not take time back.
    nowMs = Math.max(nowMs, ms);
    if (to !== 'live') lostMs ??= nowMs;
    else if (lostMs !== null) {
      gaps.push({ fromMs: lostMs, toMs: nowMs });
      lostMs = null;
    }
  }
  if (lostMs !== null) gaps.push({ fromMs: lostMs, toMs: range.toMs });
  return gaps;
}

/** Everything that any of them leaves unobserved, within a range: in order and apart from each other. */
export function joinGaps(gaps: Iterable<Range>, range: Range): Range[] {
  const joined: Range[] = [];
  for (const gap of [...gaps].sort((a, b) => a.fromMs - b.fromMs)) {
    const fromMs = Math.max(gap.fromMs, range.fromMs);
    const toMs = Math.min(gap.toMs, range.toMs);
    if (toMs <= fromMs) continue;
    const last = joined.at(-1);
    if (!last || last.toMs < fromMs) joined.push({ fromMs, toMs });
    else if (last.toMs < toMs) joined[joined.length - 1] = { fromMs: last.fromMs, toMs };
  }
  return joined;
}
