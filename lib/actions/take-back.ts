import { endRevert, recordRevert } from './audit-trail';
import { clearAway } from './clear-away';
import { revertedOutcomeOf } from './outcome';
import { performPatiently } from './perform-patiently';
import type { Sighting } from './sighting';
import { SEEN_WITHIN_MS, type StepWork, type WorkDeps } from './step-work';
import { canRevert, type StepChange } from './stored-action';
import { untilSeen } from './waiting';

const FREE_AGAIN_MS = 1_000;
const GONE = 'Gone meanwhile: there was nothing to take back.';

/** Takes one step back where what it did still stands. Rejects when the signal aborts. */
export async function takeBack(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<void> {
  if (!canRevert(work.now())) return;
  await recordRevert(work, deps);
  await endRevert(work, await reverted(work, deps, signal), deps);
}

async function reverted(work: StepWork, deps: WorkDeps, signal: AbortSignal): Promise<StepChange> {
  const { registry, instance, state, isBusy, before, undo } = work.now();
  const { kind, id } = work.action;
  if (state === 'planned') return { state: 'reverted', detail: 'Taken back before anything was written.' };
  if (!undo || !deps.feed.upstream(registry)) {
    return { state: 'failed', detail: `Not taken back: registry "${registry}" is no longer configured.` };
  }
  // Another action may be at work on the instance; its end decides whether there is anything left to take back.
  while (!isBusy && !(await work.occupy())) await deps.clock.sleep(FREE_AGAIN_MS, signal);
  const outcome = revertedOutcomeOf(kind, before);
  using sighting = deps.sightings.begin({ registry, instance, outcome });
  await work.change({ isBusy: true, detail: 'Is being taken back.' });
  if (sighting.isLive && kind !== 'deregister' && state !== 'sent') {
    if (!sighting.instance) return { state: 'confirmed', isStanding: false, detail: GONE };
    if (kind === 'drain' && sighting.instance.rotation === 'in') {
      const left = await clearAway(work, deps, signal);
      return { isStanding: false, detail: `It was in rotation again already.${left}` };
    }
  }
  const forget = deps.feed.expect({ registry, instance, action: id, isMet: outcome.isCausedBy });
  try {
    const performed = await performPatiently(
      {
        registry,
        order: undo,
        credential: work.credential(),
        // Whoever asked for it may be asleep: it is done whenever the registry is back.
        giveUpAfterMs: null,
        onTrouble: (detail) => work.change({ detail: `Not taken back yet, and tried again: ${detail}.` }),
      },
      deps,
      signal,
    );
    if (performed.kind === 'failed') return { state: 'failed', detail: `Not taken back: ${performed.detail}.` };
    if (performed.kind === 'done') return await confirmed(work, { sighting, deps }, signal);
    if (performed.kind === 'called-off') return {};
    return sighting.isLive && !sighting.instance && kind !== 'deregister'
      ? { state: 'confirmed', isStanding: false, detail: GONE }
      : { state: 'conflicted', isStanding: false, detail: `Not taken back: ${performed.detail}` };
  } finally {
    if (sighting.seenAt === null) forget();
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
  if (sighting.seenAt !== null) return { state: 'reverted', isStanding: false, detail: null };
  if (!sighting.instance && work.action.kind !== 'deregister') {
    return { state: 'confirmed', isStanding: false, detail: GONE };
  }
  const seconds = SEEN_WITHIN_MS / 1_000;
  return { state: 'failed', detail: `Taken back, but the registry's watch did not show it within ${seconds} s.` };
}
