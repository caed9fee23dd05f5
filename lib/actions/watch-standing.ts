import { isoTime } from '../domain/clock';
import { recordLateReturn } from './audit-trail';
import { awaySeconds } from './away-seconds';
import { clearAway } from './clear-away';
import { outcomeOf } from './outcome';
import type { Sighting } from './sighting';
import type { StepWork, WorkDeps } from './step-work';
import { isWatched } from './stored-action';
import { untilGone, untilUndone } from './waiting';

/** How long after it was seen done a return is told with its time, in milliseconds: Consul's anti-entropy needs up to two minutes. */
const LATE_MS = 900_000;

/** How long an instance is gone before nobody waits for it any more, in milliseconds: many never come back by that id. */
const GONE_MS = 86_400_000;
const GONE = 'It has been gone for a day: there is nothing left to restore.';

/**
 * Watches a drain that stands until the instance is back in rotation, and what was deregistered for a quarter of an
 * hour. Once it is back, what was put aside goes, and there is nothing left to take back; the state stays. Ends when
 * the action is to be taken back; rejects when the signal aborts.
 */
export async function watchStanding(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  const { kind } = work.action;
  const step = work.now();
  if (!isWatched(kind, step)) return;
  const { registry, instance, state } = step;
  const { clock } = deps;
  const confirmedAt = step.seenAt === null ? clock.now() : Date.parse(step.seenAt);
  using sighting = deps.sightings.begin({
    registry,
    instance,
    outcome: outcomeOf(kind, undefined),
    // One that was confirmed was seen done; any other has to be before it can return.
    seenAt: state === 'confirmed' ? confirmedAt : null,
  });
  const leftMs = kind === 'drain' ? null : Math.min(LATE_MS, confirmedAt + LATE_MS - clock.now());
  const over = new AbortController();
  const either = AbortSignal.any([signal, work.revertAsked, over.signal]);
  const gone = kind === 'drain' ? untilGone(sighting, { clock, ms: GONE_MS }, either) : new Promise<never>(() => {});
  await Promise.race([untilUndone(sighting, { clock, leftMs, onWait: async () => undefined }, either), gone]);
  over.abort();
  signal.throwIfAborted();
  if (sighting.undoneAt !== null) return isBack(work, { sighting, deps }, signal);
  if (work.revertAsked.aborted) return;
  await work.change(kind === 'drain' ? { isStanding: false, detail: GONE } : { mayReturn: false });
}

async function isBack(
  work: StepWork,
  { sighting, deps }: { readonly sighting: Sighting; readonly deps: WorkDeps },
  signal: AbortSignal,
): Promise<void> {
  const { seenAt, undoneAt } = sighting;
  if (seenAt === null || undoneAt === null) return;
  const at = isoTime(undoneAt);
  const isDrain = work.action.kind === 'drain';
  // Another process may have done it.
  const by = sighting.undoneBy ?? (await work.undoneSince(isoTime(seenAt)));
  if (by !== null) {
    const what = isDrain ? 'Restored' : 'Registered again';
    return work.change({ isStanding: false, detail: `${what} at ${at} by action ${by}.` });
  }
  const left = await clearAway(work, deps, signal);
  if (undoneAt - seenAt > LATE_MS) {
    return work.change({ isStanding: false, detail: `In rotation again since ${at}, and not by Rollcall.${left}` });
  }
  const returnedAfterSeconds = awaySeconds({ seenAt, undoneAt });
  const detail = `It came back after ${returnedAfterSeconds} s, and not by Rollcall.${left}`;
  await recordLateReturn(work, detail, deps);
  await work.change({ isStanding: false, returnedAfterSeconds, detail });
}
