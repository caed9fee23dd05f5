import type { TargetPreview } from '@/lib/domain/action-preview';
import type { Fate } from '@/lib/domain/fact-sheet';
import { sentence } from './sentence';

/** What is done to how many targets, and what becomes of it. */
export interface Deed {
  readonly means: string;
  readonly fate: string;
  readonly watch: string | null;
  readonly undo: string | null;
  readonly count: number;
}

/** What an action does, told once for all targets with which it is the same. */
export function deedsOf(targets: readonly TargetPreview[]): readonly Deed[] {
  const deeds = new Map<string, Deed>();
  for (const target of targets) {
    if (target.refusal !== undefined || target.isAlreadySo || target.means === null) continue;
    const deed = {
      means: sentence(target.means),
      fate: target.fate ? fateWords(target.fate) : '',
      watch: watchWords(target.returnWindowSeconds),
      undo: target.isRevertible ? null : 'It cannot be taken back.',
    };
    const key = JSON.stringify(deed);
    deeds.set(key, { ...deed, count: (deeds.get(key)?.count ?? 0) + 1 });
  }
  return [...deeds.values()].sort((a, b) => b.count - a.count);
}

function fateWords(fate: Fate): string {
  switch (fate.kind) {
    case 'sticks':
      return `It stays so until ${fate.until}${/[.!?]$/.test(fate.until) ? '' : '.'}`;
    case 'undone':
      return fate.withinSeconds < 1
        ? 'The framework undoes it at once.'
        : `The framework undoes it within ${fate.withinSeconds} s.`;
    case 'impossible':
      return `It does not hold: ${sentence(fate.because)}`;
  }
}

function watchWords(seconds: number): string | null {
  return seconds > 0 ? `Afterwards Rollcall watches for ${seconds} s whether it comes back.` : null;
}
