import { isoTime } from '../domain/clock';
import { endStep } from './audit-trail';
import { awaySeconds } from './away-seconds';
import { clearAway } from './clear-away';
import type { Sighting } from './sighting';
import { SEEN_WITHIN_MS, type StepWork, type WorkDeps } from './step-work';
import { untilSeen, untilUndone } from './waiting';

const WAITS_FOR_LINK = 'Written; the registry cannot be watched now, and is waited for.';

/**
 * sent → confirmed, returned or failed, as the watch shows. Stays sent when the action is to be taken back meanwhile.
 * Rejects when the signal aborts.
 */
export async function confirmStep(
  work: StepWork,
  { sighting, deps }: { readonly sighting: Sighting; readonly deps: WorkDeps },
  signal: AbortSignal,
): Promise<void> {
  const { clock } = deps;
  const onWait = async (isLive: boolean) => {
    const isSaid = work.now().detail === WAITS_FOR_LINK;
    if (isLive === isSaid) await work.change({ detail: isLive ? null : WAITS_FOR_LINK });
  };
  // Also when it is to be taken back: a watch that lags behind would show that before it was done.
  await untilSeen(sighting, { clock, limitMs: SEEN_WITHIN_MS, onWait }, signal);
  signal.throwIfAborted();
  const { seenAt } = sighting;
  if (seenAt === null) {
    const detail = `Written, but the registry's watch did not show it within ${SEEN_WITHIN_MS / 1_000} s.`;
    return endStep(work, { state: 'failed', detail }, deps);
  }
  const windowMs = work.now().returnWindowSeconds * 1_000;
  if (windowMs > 0 && work.now().seenAt === null) {
    await work.change({
      seenAt: isoTime(seenAt),
      detail: `Done; watched for ${windowMs / 1_000} s in case the framework undoes it.`,
    });
  }
  const either = AbortSignal.any([signal, work.revertAsked]);
  const leftMs = Math.min(windowMs, seenAt + windowMs - clock.now());
  if (windowMs > 0) await untilUndone(sighting, { clock, leftMs, onWait: noWords }, either);
  signal.throwIfAborted();
  if (sighting.undoneAt !== null) {
    return comeBack(work, { deps, returnedAfterSeconds: awaySeconds({ seenAt, undoneAt: sighting.undoneAt }) }, signal);
  }
  if (work.revertAsked.aborted) return;
  const mayReturn = work.action.kind === 'deregister';
  await endStep(work, { state: 'confirmed', seenAt: isoTime(seenAt), mayReturn }, deps);
}

async function comeBack(
  work: StepWork,
  { deps, returnedAfterSeconds }: { readonly deps: WorkDeps; readonly returnedAfterSeconds: number },
  signal: AbortSignal,
): Promise<void> {
  const left = await clearAway(work, deps, signal);
  const detail = `It came back after ${returnedAfterSeconds} s: the framework registers again.${left}`;
  await endStep(work, { state: 'returned', isStanding: false, returnedAfterSeconds, detail }, deps);
}

async function noWords(): Promise<void> {
  // What is said of the window stays.
}
