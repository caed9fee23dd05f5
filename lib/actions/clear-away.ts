import { performPatiently } from './perform-patiently';
import { sentence } from './sentence';
import type { StepWork, WorkDeps } from './step-work';

/**
 * Clears away what a drain had put aside, once the instance is back by itself. Answers what is to be said of it, empty
 * where it went well. Rejects when the signal aborts.
 */
export async function clearAway(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<string> {
  const { registry, onReturn } = work.now();
  if (!onReturn) return '';
  const performed = await performPatiently(
    { registry, order: onReturn, credential: work.credential(), giveUpAfterMs: null, onTrouble: async () => undefined },
    deps,
    signal,
  );
  return performed.kind === 'done' || performed.kind === 'called-off'
    ? ''
    : ` What was put aside could not be cleared away: ${sentence(performed.detail)}`;
}
