import type { Change } from '../domain/change';

/** A stretch in which nobody observed a registry. */
export interface NotObserved {
  readonly registry: string;
  /** ISO 8601; null where only its end is known, as after a list that had to be read again. */
  readonly from: string | null;
  /** Null while it lasts. */
  readonly to: string | null;
  readonly cause: string | null;
  readonly detail: string | null;
}

/**
 * The stretches that `changes` (newest first) tell of, each at the change it stands above: the loss of the link, or the
 * oldest of the changes that were only noticed after it.
 */
export function notObservedStretches(changes: readonly Change[]): ReadonlyMap<string, NotObserved> {
  const stretches = new Map<string, NotObserved>();
  const liveAgain = new Map<string, string>();
  const noticed = new Map<string, Change>();
  for (const change of changes) {
    const { registry } = change;
    const late = noticed.get(registry);
    const isLoss = change.kind === 'link-changed' && change.to === 'stale';
    if (change.afterGap) noticed.set(registry, change);
    else if (late && !isLoss && !isReturn(change)) {
      stretches.set(late.id, relistOf(late));
      noticed.delete(registry);
    }
    if (isReturn(change)) liveAgain.set(registry, change.at);
    if (!isLoss) continue;
    const { at, cause = null, output: detail = null } = change;
    stretches.set(change.id, { registry, from: at, to: liveAgain.get(registry) ?? null, cause, detail });
    liveAgain.delete(registry);
    noticed.delete(registry);
  }
  for (const late of noticed.values()) stretches.set(late.id, relistOf(late));
  return stretches;
}

function isReturn(change: Change): boolean {
  return change.kind === 'link-changed' && change.to === 'live';
}

function relistOf({ registry, at }: Change): NotObserved {
  return { registry, from: null, to: at, cause: 'listed-again', detail: null };
}
