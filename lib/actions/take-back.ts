import { endRevert, recordRevert } from './audit-trail';
import { clearAway } from './clear-away';
import { revertedOutcomeOf } from './outcome';
import { performPatiently } from './perform-patiently';
import { sentence } from './sentence';
import type { Sighting } from './sighting';
import { SEEN_WITHIN_MS, type StepWork, type WorkDeps } from './step-work';
import { canRevert, type StepChange } from './stored-action';
import { untilSeen } from './waiting';

const FREE_AGAIN_MS = 1_000;
/** How long is tried at a stretch, and how long others may act on the instance between two, in milliseconds. */
const STRETCH_MS = 5_000;
const REST_MS = 15_000;
const GONE = 'Gone meanwhile: there was nothing to take back.';

/** Takes one step back where what it did still stands. Rejects when the signal aborts. */
export async function takeBack(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  if (!canRevert(work.now())) return;
  await recordRevert(work, deps);
  for (;;) {
    const end = await reverted(work, deps, signal);
    if (end !== 'later') return endRevert(work, end, deps);
    // Whoever asked for it may be asleep, so that it is tried for ever; an agent that died must not lock its instance.
    await work.change({ isBusy: false });
    await deps.clock.sleep(REST_MS, signal);
  }
}

async function reverted(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<StepChange | 'later'> {
  const { registry, instance, state, isBusy, before, undo } = work.now();
  const { kind, id } = work.action;
  if (state === 'planned' && work.isUntouched())
    return { state: 'reverted', detail: 'Taken back before anything was written.' };
  if (!undo || !deps.feed.upstream(registry)) {
    return { state: 'failed', detail: `Not taken back: registry "${registry}" is no longer configured.` };
  }
  // Another action may be at work on the instance; its end decides whether there is anything left to take back.
  while (!isBusy && !(await work.occupy())) await deps.clock.sleep(FREE_AGAIN_MS, signal);
  const outcome = revertedOutcomeOf(kind, before);
  using sighting = deps.sightings.begin({ registry, instance, outcome });
  await work.change({ isBusy: true, detail: 'Is being taken back.' });
  // What was begun already, by an earlier process too, is gone on with: to do it twice is to do it once.
  if (!isBusy && sighting.isLive && kind !== 'deregister') {
    if (!sighting.instance) return { state: 'confirmed', isStanding: false, detail: GONE };
    if (kind === 'drain' && sighting.instance.rotation === 'in') {
      const left = await clearAway(work, deps, signal);
      return { isStanding: false, detail: `It was in rotation again already.${left}` };
    }
  }
  const forget = deps.feed.expect({ registry, instance, action: id, isMet: outcome.isCausedBy });
  try {
    const onTrouble = (detail: string) =>
      work.change({ detail: `Not taken back yet, and tried again: ${sentence(detail)}` });
    const performed = await performPatiently(
      { registry, order: undo, credential: work.credential(), giveUpAfterMs: STRETCH_MS, onTrouble },
      deps,
      signal,
    );
    switch (performed.kind) {
      case 'done':
        return await confirmed(work, { sighting, deps }, signal);
      case 'called-off':
        return {};
      case 'failed':
        if (!performed.isPassing) return { state: 'failed', detail: `Not taken back: ${sentence(performed.detail)}` };
        await onTrouble(performed.detail);
        return 'later';
      case 'conflict':
        return sighting.isLive && !sighting.instance && kind !== 'deregister'
          ? { state: 'confirmed', isStanding: false, detail: GONE }
          : { state: 'conflicted', isStanding: false, detail: `Not taken back: ${sentence(performed.detail)}` };
    }
  } finally {
    forget();
  }
}

async function confirmed(
  work: StepWork,
  { sighting, deps }: { readonly sighting: Sighting; readonly deps: WorkDeps },
  signal: AbortSignal,
): Promise<StepChange> {
  const onWait = async (isLive: boolean) => {
    if (!isLive) await work.change({ detail: 'Taken back; the registry cannot be watched now, and is waited for.' });
  };
  await untilSeen(sighting, { clock: deps.clock, limitMs: SEEN_WITHIN_MS, onWait }, signal);
  signal.throwIfAborted();
  const by = work.revertBy();
  const detail = by === null ? 'Taken back when its time had come.' : `Taken back by ${by}.`;
  if (sighting.seenAt !== null) return { state: 'reverted', isStanding: false, detail };
  if (!sighting.instance && work.action.kind !== 'deregister') {
    return { state: 'confirmed', isStanding: false, detail: GONE };
  }
  const seconds = SEEN_WITHIN_MS / 1_000;
  return { state: 'failed', detail: `Taken back, but the registry's watch did not show it within ${seconds} s.` };
}
