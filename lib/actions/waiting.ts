import type { Clock } from '../domain/clock';
import type { Sighting } from './sighting';

export interface Patience {
  readonly clock: Clock;
  /** How long the registry may be watched without showing it, in milliseconds; the time of a stale link is not counted. */
  readonly limitMs: number;
  /** Told before every wait whether the registry is being watched. */
  readonly onWait: (isLive: boolean) => Promise<void>;
}

/** Waits until the outcome is seen. Ends early when the signal aborts. */
export async function untilSeen(sighting: Sighting, patience: Patience, signal: AbortSignal): Promise<void> {
  let leftMs = patience.limitMs;
  while (!signal.aborted) {
    sighting.look();
    if (sighting.seenAt !== null) return;
    const { isLive } = sighting;
    if (isLive && leftMs <= 0) return;
    // From now on, as it may change while that is told.
    const passing = changedWithin(sighting, isLive ? leftMs : null, { clock: patience.clock, signal });
    await patience.onWait(isLive);
    const passedMs = await passing;
    if (isLive) leftMs -= passedMs;
  }
}

/**
 * Waits until it is seen undone, or nobody has within `leftMs` (null for no end): a link that is stale then is waited
 * for. Ends early when the signal aborts.
 */
export async function untilUndone(
  sighting: Sighting,
  { clock, leftMs, onWait }: Omit<Patience, 'limitMs'> & { readonly leftMs: number | null },
  signal: AbortSignal,
): Promise<void> {
  let left = leftMs;
  while (!signal.aborted) {
    sighting.look();
    const { isLive } = sighting;
    if (sighting.undoneAt !== null || (isLive && left !== null && left <= 0)) return;
    const passing = changedWithin(sighting, isLive ? left : null, { clock, signal });
    await onWait(isLive);
    const passedMs = await passing;
    if (left !== null) left -= passedMs;
  }
}

/** Waits until the watch has shown for `ms` milliseconds on end that the instance is not there. Ends early when the signal aborts. */
export async function untilGone(
  sighting: Sighting,
  { clock, ms }: { readonly clock: Clock; readonly ms: number },
  signal: AbortSignal,
): Promise<void> {
  let leftMs = ms;
  while (!signal.aborted && leftMs > 0) {
    const isGone = sighting.isLive && !sighting.instance;
    const passedMs = await changedWithin(sighting, isGone ? leftMs : null, { clock, signal });
    if (isGone) leftMs -= passedMs;
    if (sighting.instance) leftMs = ms;
  }
}

/** How long it took, in milliseconds: never less than nothing, and all of `ms` once that is over, whatever the clock says. */
async function changedWithin(
  sighting: Sighting,
  ms: number | null,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<number> {
  const began = clock.now();
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  let isOver = false;
  if (ms !== null) {
    void clock.sleep(ms, either).then(
      () => {
        isOver = true;
        over.abort();
      },
      () => undefined,
    );
  }
  await sighting.changed(either);
  over.abort();
  // A clock that was set back must not make a wait longer.
  const passedMs = Math.max(0, clock.now() - began);
  return isOver && ms !== null ? Math.max(ms, passedMs) : passedMs;
}
