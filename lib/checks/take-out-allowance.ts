/** A service, as the policy on critical instances has to see it. */
export interface ServiceShare {
  /** Its instances that are registered now, in rotation and out of it. */
  readonly registered: number;
  /** Of those, in rotation and not being taken out at this moment, whatever their health. */
  readonly inRotation: number;
  /** Deregistered by the policy and not back yet: without them the whole would shrink at every step, and so the share. */
  readonly deregistered: number;
}

/**
 * How many instances of a service the policy may take out now, so that at least `keep` of the whole (0 to 1) stays in
 * rotation. It counts whoever is out already, by whatever hand; 0 where that is too many.
 */
export function takeOutAllowance({ registered, inRotation, deregistered }: ServiceShare, keep = 0.5): number {
  // 0.1 × 30 is a little more than 3.
  const kept = Math.ceil(keep * (registered + deregistered) - 1e-9);
  return Math.max(0, inRotation - kept);
}
