import { aborted } from './aborted';
import { endStep } from './audit-trail';
import { confirmStep } from './confirm-step';
import { outcomeOf } from './outcome';
import { performStep } from './perform-step';
import type { StepWork, WorkDeps } from './step-work';
import { isWatched } from './stored-action';
import { watchStanding } from './watch-standing';

/**
 * Brings one step to its end, and watches a drain for as long as it stands. Where it was before (a restart, another
 * process) it goes on. Ends early when the action is to be taken back; rejects when the signal aborts.
 */
export async function carryOut(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  const { kind, weight } = work.action;
  const { registry, instance, state, seenAt, isBusy } = work.now();
  if (!deps.feed.upstream(registry)) {
    const detail = `Registry "${registry}" is no longer configured; whether it is done is not known.`;
    // One that is being taken back ends there.
    if (isBusy && !work.revertAsked.aborted) return endStep(work, { state: 'failed', detail }, deps);
    if (isWatched(kind, work.now())) await aborted(AbortSignal.any([signal, work.revertAsked]));
    return signal.throwIfAborted();
  }
  if (state === 'planned' || state === 'sent') {
    const outcome = outcomeOf(kind, weight);
    const seenBefore = seenAt === null ? null : Date.parse(seenAt);
    using sighting = deps.sightings.begin({ registry, instance, outcome, seenAt: seenBefore });
    const forget = deps.feed.expect({ registry, instance, action: work.action.id, isMet: outcome.isCausedBy });
    try {
      if (state === 'planned') await performStep(work, deps, signal);
      if (work.now().state === 'sent') await confirmStep(work, { sighting, deps }, signal);
    } finally {
      forget();
    }
  }
  await watchStanding(work, deps, signal);
}
