import type { Health, Rotation } from './instance';

export const WATCHED_STATES = [
  'critical',
  'warning',
  'unknown',
  'passing',
  'not-passing',
  'out',
  'flapping',
  'absent',
  'stale',
] as const;
/**
 * What a rule looks for. Healths and `not-passing` count instances in rotation; `out` and `flapping` count all;
 * `absent` is a service without instances, `stale` the link of a registry.
 */
export type WatchedState = (typeof WATCHED_STATES)[number];

export const TARGET_KINDS = ['webhook', 'slack', 'alertmanager'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export const MESSAGE_STATUSES = ['firing', 'resolved', 'test'] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export const DELIVERY_STATES = ['waiting', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** An instance that makes a rule fire, as it was when that was last so. Times are ISO 8601. */
export interface AlertInstance {
  readonly id: string;
  /** `host:port`. */
  readonly address: string;
  readonly health: Health;
  readonly rotation: Rotation;
  readonly flapping: boolean;
  readonly since: string;
}

/** A service, or a registry, of which a rule is true. Times are ISO 8601. */
export interface NotificationAlert {
  readonly rule: string;
  readonly registry: string;
  /** Null for the link of the registry. */
  readonly service: string | null;
  readonly state: WatchedState;
  /** `pending` until it has been so for long enough. */
  readonly phase: 'pending' | 'firing';
  /** False while it is well again, but not for long enough. */
  readonly isSo: boolean;
  /** "3 of 10 critical". */
  readonly summary: string;
  /** When it was first observed to be so. */
  readonly since: string;
  readonly firedAt: string | null;
  /** When a message of it was first put in the queue; null while none was. */
  readonly toldAt: string | null;
  readonly mutedUntil: string | null;
  readonly instances: readonly AlertInstance[];
  /** How many instances are left out. */
  readonly moreInstances: number;
}

export interface NotificationRule {
  readonly id: string;
  /** Null for every registry. */
  readonly registry: string | null;
  /** A name in which `*` stands for any text; null where it is about the registry's link. */
  readonly service: string | null;
  readonly watches: WatchedState;
  /** "fewer than 2 passing", "at least 50 % not passing", "link stale". */
  readonly condition: string;
  readonly forSeconds: number;
  readonly resolveAfterSeconds: number;
  readonly repeatAfterSeconds: number | null;
  readonly targets: readonly string[];
  readonly state: 'ok' | 'pending' | 'firing';
  readonly pending: number;
  readonly firing: number;
  /** Set where all of it is muted. */
  readonly mutedUntil: string | null;
}

/** Where messages go. Of its address only the host: the rest may be a secret. */
export interface NotificationTarget {
  readonly id: string;
  readonly kind: TargetKind;
  readonly host: string;
  /** How many messages wait for it. */
  readonly waiting: number;
  /** The newest that was tried or waits. */
  readonly lastDelivery: NotificationDelivery | null;
}

/** What is muted: everything that it does not narrow. At least one of the three is set. */
export interface MuteScope {
  readonly rule: string | null;
  readonly registry: string | null;
  /** A name in which `*` stands for any text. */
  readonly service: string | null;
}

export interface NotificationMute extends MuteScope {
  readonly id: string;
  /** ISO 8601, like `at`. */
  readonly until: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** One message to one target, and what became of it. Times are ISO 8601. */
export interface NotificationDelivery {
  readonly id: string;
  readonly at: string;
  readonly target: string;
  /** Null for a test. */
  readonly rule: string | null;
  readonly status: MessageStatus;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** When it is tried again; null where it is not. */
  readonly nextAt: string | null;
  readonly endedAt: string | null;
  /** What the last try met. */
  readonly detail: string | null;
  /** How many services and links it tells of. */
  readonly alerts: number;
  /** The first few of them. */
  readonly subjects: readonly { readonly registry: string; readonly service: string | null }[];
}

/** What came of a test message. */
export interface NotificationTest {
  readonly delivered: boolean;
  /** "answered 200", "connect ECONNREFUSED 127.0.0.1:9093" … */
  readonly detail: string;
  readonly milliseconds: number;
}

/** Rules, targets, what is firing and what is muted, as it stands. */
export interface NotificationOverview {
  readonly rules: readonly NotificationRule[];
  readonly targets: readonly NotificationTarget[];
  /** Firing first, then the newest; a bounded number of them. */
  readonly alerts: readonly NotificationAlert[];
  readonly totals: { readonly firing: number; readonly pending: number };
  readonly mutes: readonly NotificationMute[];
}
