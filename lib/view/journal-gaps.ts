import type { RegistryGap } from '../domain/history';
import type { NotObserved } from './not-observed';

/** So far apart, in milliseconds, the journal and the stream may put the same end. */
const SAME_END_MS = 10_000;

/** Gaps of the journal that no stretch of the stream tells of already, newest first. */
export function gapsBeside(gaps: readonly RegistryGap[], stretches: Iterable<NotObserved>): readonly RegistryGap[] {
  const told = [...stretches];
  return gaps
    .filter((gap) => !told.some((stretch) => stretch.from !== null && overlap(gap, stretch)))
    .sort((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : 0));
}

/** Whether a stretch of which only the end is known is one of these gaps, which know its beginning too. */
export function isKnownBetter(stretch: NotObserved, gaps: readonly RegistryGap[]): boolean {
  const { registry, from, to } = stretch;
  if (from !== null || to === null) return false;
  return gaps.some((gap) => gap.registry === registry && gap.from <= to && endsBy(gap.to, to));
}

function overlap(gap: RegistryGap, { registry, from, to }: NotObserved): boolean {
  return gap.registry === registry && (to === null || gap.from < to) && gap.to > (from ?? '');
}

function endsBy(end: string, noticed: string): boolean {
  return Math.abs(Date.parse(end) - Date.parse(noticed)) <= SAME_END_MS;
}
