import { isoTime } from '../domain/clock';
import { clearAway } from './clear-away';
import { outcomeOf } from './outcome';
import type { StepWork, WorkDeps } from './step-work';
import { untilUndone } from './waiting';

/**
 * Watches a drain that stands until the instance is back in rotation; then what was put aside goes, and there is
 * nothing left to take back. The state stays. Ends when the action is to be taken back; rejects when the signal aborts.
 */
export async function watchStanding(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  const { registry, instance, state, isStanding, isBusy } = work.now();
  if (!isStanding || isBusy) return;
  const { clock } = deps;
  using sighting = deps.sightings.begin({
    registry,
    instance,
    outcome: outcomeOf('drain', undefined),
    // One that was confirmed was seen out; any other has to be before it can return.
    seenAt: state === 'confirmed' ? clock.now() : null,
  });
  const either = AbortSignal.any([signal, work.revertAsked]);
  await untilUndone(sighting, { clock, deadline: null, onWait: async () => undefined }, either);
  signal.throwIfAborted();
  if (sighting.undoneAt === null) return;
  const at = isoTime(sighting.undoneAt);
  if (sighting.undoneBy !== null) {
    return work.change({ isStanding: false, detail: `Restored at ${at} by action ${sighting.undoneBy}.` });
  }
  const left = await clearAway(work, deps, signal);
  await work.change({ isStanding: false, detail: `In rotation again since ${at}, and not by Rollcall.${left}` });
}
