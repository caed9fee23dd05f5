import type { ActionPreview } from '@/lib/domain/action-preview';
import type { ImpactWarning } from '@/lib/domain/impact';
import { plainDirection } from '../ui/plain-direction';
import { sentence } from './sentence';

/** A caution about an action; the worst have the lowest rank. */
export interface Caution {
  readonly rank: number;
  readonly tone: 'critical' | 'warning';
  readonly words: string;
}

const RANKS: Readonly<Record<ImpactWarning['code'], number>> = {
  'nothing-left': 0,
  'last-passing': 1,
  'more-than-half': 2,
  'last-in-zone': 3,
  'last-of-version': 4,
};
/** What the registry's own plan warns of comes after what it does to traffic. */
const OWN_RANK = 5;

/** Every caution of a preview once, worst first. */
export function cautionsOf(preview: ActionPreview): readonly Caution[] {
  const cautions = preview.services.flatMap(({ service, warnings }) =>
    warnings.map(
      (warning): Caution => ({
        rank: RANKS[warning.code],
        tone: RANKS[warning.code] <= RANKS['last-passing'] ? 'critical' : 'warning',
        words: plainDirection(impactWords(service, warning)),
      }),
    ),
  );
  const counts = new Map<string, number>();
  for (const { warnings } of preview.targets) {
    for (const words of new Set(warnings)) counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  for (const [words, count] of counts) {
    const share = count < preview.targets.length ? ` (${count} of ${preview.targets.length})` : '';
    cautions.push({ rank: OWN_RANK, tone: 'warning', words: `${sentence(words)}${share}` });
  }
  return cautions.sort((a, b) => a.rank - b.rank);
}

function impactWords(service: string, warning: ImpactWarning): string {
  switch (warning.code) {
    case 'nothing-left':
      return `Nothing of ${service} is left in rotation.`;
    case 'last-passing':
      return `No passing instance of ${service} is left in rotation.`;
    case 'more-than-half':
      return `More than half of ${service} is taken.`;
    case 'last-in-zone':
      return `The last passing one of ${service} in zone ${warning.name} is taken.`;
    case 'last-of-version':
      return `The last passing one of ${service} of version ${warning.name} is taken.`;
  }
}
