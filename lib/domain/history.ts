import type { ChangeKind, RemovalCause } from './change';
import type { Health, Instance } from './instance';

/** What a timeline shows. `out` beats health; `not-observed` beats everything. */
export type TimelineState = Health | 'out' | 'absent' | 'not-observed';

/** A stretch of a timeline, ISO 8601. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly state: TimelineState;
  /** Output of the check that decided the state. */
  readonly output?: string;
}

/**
 * Part of a range (ISO 8601), with the share of instance time by state. The shares add up to 1, or to 0 where no
 * instance was registered. In a gap an instance counts for as long as it was registered as far as is known.
 */
export interface Bucket {
  readonly from: string;
  readonly to: string;
  readonly passing: number;
  readonly warning: number;
  readonly critical: number;
  readonly unknown: number;
  readonly out: number;
  readonly notObserved: number;
  /** Of an instance: what its check said last in the worst state of this part. */
  readonly output?: string;
}

/** One instance over a range. */
export interface InstanceHistory {
  readonly id: string;
  /** `host:port`. */
  readonly address: string;
  /** From 0 to 1 over the time that was observed, floored; null where nothing was. */
  readonly uptime: number | null;
  readonly buckets: readonly Bucket[];
  /** In order and without holes over the range; empty where they were not asked for. */
  readonly spans: readonly Span[];
}

/** A service and its instances over a range. */
export interface ServiceHistory {
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly Bucket[];
  /** The worst of its instances in rotation. */
  readonly spans: readonly Span[];
  /** Those that are there now first. */
  readonly instances: readonly InstanceHistory[];
}

/** Instances of all services over a range: how many there were on average. */
export interface FleetBucket {
  readonly from: string;
  readonly to: string;
  readonly passing: number;
  readonly warning: number;
  readonly critical: number;
  readonly unknown: number;
  readonly out: number;
  /** The share (0 to 1) of the time and of the registries asked for that nobody observed. */
  readonly notObserved: number;
}

/** A service that stands out of the rest, with how many of its instances were critical at once. */
export interface FleetPeak {
  /** When it was so, ISO 8601. */
  readonly at: string;
  readonly registry: string;
  readonly service: string;
  readonly critical: number;
}

export interface FleetHistory {
  readonly from: string;
  readonly to: string;
  readonly buckets: readonly FleetBucket[];
  /** A few, the highest first. */
  readonly peaks: readonly FleetPeak[];
  readonly gaps: readonly RegistryGap[];
}

/** A stretch in which a registry was not observed, ISO 8601. */
export interface RegistryGap {
  readonly registry: string;
  readonly from: string;
  readonly to: string;
}

/** How many changes there were over a range. */
export interface ChangeCounts {
  readonly from: string;
  readonly to: string;
  readonly total: number;
  /** `critical` counts those that made an instance critical, or took it away. */
  readonly buckets: readonly {
    readonly from: string;
    readonly to: string;
    readonly total: number;
    readonly critical: number;
  }[];
  readonly kinds: Readonly<Partial<Record<ChangeKind, number>>>;
  readonly causes: Readonly<Partial<Record<RemovalCause, number>>>;
  /** Those with the most changes, at most ten. */
  readonly services: readonly { readonly registry: string; readonly service: string; readonly changes: number }[];
  readonly gaps: readonly RegistryGap[];
}

/** An instance whose health changed often. */
export interface NoisyInstance {
  readonly registry: string;
  readonly service: string;
  readonly instance: string;
  readonly address: string;
  readonly healthChanges: number;
  /** Whether it is flapping now. */
  readonly flapping: boolean;
}

/** One that left, as it was last seen. */
export interface DepartedInstance {
  readonly instance: Instance;
  /** ISO 8601. */
  readonly leftAt: string;
  readonly cause: RemovalCause;
  readonly afterGap: boolean;
  readonly origin: 'rollcall' | 'elsewhere';
  /** The action that took it away. */
  readonly action?: string;
}

/** How well a registry is known at a moment in the past. */
export interface Moment {
  readonly registry: string;
  /** False where nobody observed the registry then: what is shown is what was known last. */
  readonly observed: boolean;
  /** When what is shown was last known to be so, ISO 8601; null where nothing is known of that time. */
  readonly asOf: string | null;
}
