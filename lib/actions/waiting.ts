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
    await patience.onWait(isLive);
    const began = patience.clock.now();
    await changedWithin(sighting, isLive ? leftMs : null, { clock: patience.clock, signal });
    if (isLive) leftMs -= patience.clock.now() - began;
  }
}

/**
 * Waits until it is seen undone, or nobody has by `deadline` (milliseconds since 1970, or null for no end): a link that
 * is stale then is waited for. Ends early when the signal aborts.
 */
export async function untilUndone(
  sighting: Sighting,
  { clock, deadline, onWait }: Omit<Patience, 'limitMs'> & { readonly deadline: number | null },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    sighting.look();
    const { isLive } = sighting;
    const leftMs = deadline === null ? null : deadline - clock.now();
    if (sighting.undoneAt !== null || (isLive && leftMs !== null && leftMs <= 0)) return;
    await onWait(isLive);
    await changedWithin(sighting, isLive ? leftMs : null, { clock, signal });
  }
}

async function changedWithin(
  sighting: Sighting,
  ms: number | null,
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  if (ms !== null) {
    void clock.sleep(ms, either).then(
      () => over.abort(),
      () => undefined,
    );
  }
  await sighting.changed(either);
  over.abort();
}
