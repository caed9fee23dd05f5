import { confirmStep } from './confirm-step';
import { outcomeOf } from './outcome';
import { performStep } from './perform-step';
import type { StepWork, WorkDeps } from './step-work';
import { watchStanding } from './watch-standing';

/**
 * Brings one step to its end, and watches a drain for as long as it stands. Where it was before (a restart, another
 * process) it goes on. Ends early when the action is to be taken back; rejects when the signal aborts.
 */
export async function carryOut(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  const { kind, weight } = work.action;
  const { registry, instance, state, seenAt, isBusy } = work.now();
  if (!deps.feed.upstream(registry)) {
    if (isBusy) {
      await work.change({
        state: 'failed',
        isBusy: false,
        detail: `Registry "${registry}" is no longer configured; whether it is done is not known.`,
      });
    }
    return;
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
  if (kind === 'drain') await watchStanding(work, deps, signal);
}
