import type { AlertState } from './alert';

/** For how long it has to be so, and then for how long not, in milliseconds. */
export interface Patience {
  readonly forMs: number;
  readonly resolveAfterMs: number;
}

/** Between two looks longer apart than this nobody watched: the machine slept, or was too busy. */
const LONGEST_STEP_MS = 5_000;

/**
 * What becomes of an alert at a look: null where there is none. `isSo` null says that nobody observes: a gap neither
 * fires nor resolves, and its time counts for nothing. What comes back before it was told to be well was never well.
 */
export function advance(
  before: AlertState | null,
  look: { readonly isSo: boolean | null; readonly now: number },
  patience: Patience,
): AlertState | null {
  const { isSo, now } = look;
  if (isSo === null) return before && { ...before, lookedAt: null };
  if (!before) return isSo ? fireWhenDue(begin(now), now, patience) : null;
  if (before.phase === 'resolved') {
    if (!isSo) return { ...before, lookedAt: now };
    return { ...before, phase: 'firing', resolvedAt: null, isSo, heldMs: 0, lookedAt: now };
  }
  if (before.phase === 'pending' && !isSo) return null;
  const heldMs = before.isSo === isSo ? before.heldMs + stepMs(before.lookedAt, now) : 0;
  const after = { ...before, isSo, heldMs, lookedAt: now };
  return isSo ? fireWhenDue(after, now, patience) : resolveWhenDue(after, now, patience);
}

function begin(now: number): AlertState {
  return { phase: 'pending', since: now, firedAt: null, resolvedAt: null, isSo: true, heldMs: 0, lookedAt: now };
}

function fireWhenDue(alert: AlertState, now: number, { forMs }: Patience): AlertState {
  if (alert.phase !== 'pending' || alert.heldMs < forMs) return alert;
  return { ...alert, phase: 'firing', firedAt: now };
}

function resolveWhenDue(alert: AlertState, now: number, { resolveAfterMs }: Patience): AlertState {
  return alert.heldMs < resolveAfterMs ? alert : { ...alert, phase: 'resolved', resolvedAt: now };
}

function stepMs(lookedAt: number | null, now: number): number {
  if (lookedAt === null) return 0;
  const ms = now - lookedAt;
  // A clock that was set back has not passed any time.
  return ms > LONGEST_STEP_MS || ms < 0 ? 0 : ms;
}
