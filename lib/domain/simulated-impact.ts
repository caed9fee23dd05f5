import type { Share } from './impact';

/** What a balancing policy makes of an action on a service: many picks before it and after, with one seed. */
export interface SimulatedImpact {
  readonly registry: string;
  readonly service: string;
  /** The one the service is said to use. */
  readonly policy: string;
  readonly options: Readonly<Record<string, number | boolean | string>>;
  /** The configuration names one for it; otherwise it is what is taken for all. */
  readonly isConfigured: boolean;
  /** How often was picked, before and after together. */
  readonly picks: number;
  readonly shares: readonly Share[];
  /** Why nothing was simulated, a sentence; null where it was. */
  readonly problem: string | null;
}

/** How busy an instance is, 1 being all it can do; above that its queue grows. Null where nothing is known of it. */
export interface Utilisation {
  readonly instance: string;
  readonly before: number;
  readonly after: number | null;
}

/**
 * What becomes of each instance's utilisation when the traffic stays the same: it grows as its share does.
 * @param present how busy those that serve are now
 */
export function utilisationsOf(shares: readonly Share[], present: number): readonly Utilisation[] {
  return shares.map(({ instance, before, after }) => {
    if (before > 0) return { instance, before: present, after: (present * after) / before };
    // Nobody has seen how much of it a share of the traffic takes.
    return { instance, before: 0, after: after > 0 ? null : 0 };
  });
}
