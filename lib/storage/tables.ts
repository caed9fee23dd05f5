import type { Generated } from 'kysely';

/** Times are milliseconds since 1970; JSON is text in both databases, read by whoever wrote it. */
export interface Tables {
  readonly actions: ActionsTable;
  readonly action_steps: ActionStepsTable;
  readonly audit: AuditTable;
  readonly api_tokens: ApiTokensTable;
  readonly attempts: AttemptsTable;
  readonly access_facts: AccessFactsTable;
  readonly journal: JournalTable;
  readonly journal_gaps: JournalGapsTable;
  readonly journal_registries: JournalRegistriesTable;
  readonly journal_versions: JournalVersionsTable;
  readonly notification_alerts: NotificationAlertsTable;
  readonly notification_deliveries: NotificationDeliveriesTable;
  readonly notification_mutes: NotificationMutesTable;
  /** Kept by better-auth, through which most of it is read. */
  readonly sessions: { readonly id: string };
  /** Kept by better-auth too. */
  readonly users: UsersTable;
}

/** One action without its steps. */
export interface ActionsTable {
  readonly id: string;
  readonly at: number;
  readonly state: string;
  readonly kind: Generated<string>;
  readonly actor: Generated<string>;
  /** When it is to be reverted; null when never, or already done. */
  readonly revert_at: number | null;
  /** Who asked to revert it now; null for the clock. */
  readonly revert_by: string | null;
  /** 1 while somebody has to work on it or to watch it. */
  readonly is_open: Generated<number>;
  readonly changed_at: Generated<number>;
  /** The process that works on it. */
  readonly claimed_by: string | null;
  readonly claimed_until: Generated<number>;
  /** What a search looks in, lower case. */
  readonly words: Generated<string>;
  /** What never changes. */
  readonly body: string;
}

/** One target of an action: what is shown of it, and what only its execution needs. */
export interface ActionStepsTable {
  readonly action: string;
  /** Its place in the action, from 0. */
  readonly position: number;
  readonly registry: string;
  readonly service: string;
  readonly instance: string;
  /** 1 while nobody else may act on the instance: of those there is one an instance. */
  readonly is_busy: number;
  /** 1 while what was done holds, as far as is known. */
  readonly is_standing: number;
  readonly body: string;
}

/** Append-only: what was asked for, by whom, and what came of it. */
export interface AuditTable {
  /** It begins with the time: the order of ids is that of writing. */
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  /** Where from: the address of the caller, as far as it is known. */
  readonly source: string;
  /** `attempted`, `refused` … and what: drain, deregister, login. */
  readonly outcome: string;
  readonly kind: string;
  readonly action: string | null;
  readonly registry: string | null;
  readonly service: string | null;
  readonly instance: string | null;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** Tokens for programs. Of the token itself only the hash is kept. */
export interface ApiTokensTable {
  readonly id: string;
  readonly name: string;
  /** SHA-256 in hexadecimal. */
  readonly hash: string;
  readonly role: string;
  readonly scope: string | null;
  readonly expires_at: number | null;
  readonly created_by: string;
  readonly created_at: number;
  readonly last_used_at: number | null;
  readonly revoked_at: number | null;
}

/** Of a user, what a token is held against. */
export interface UsersTable {
  readonly id: string;
  readonly email: string;
  readonly role: string | null;
  readonly scope: string | null;
}

/** How often something was tried since when: logins, by address and by account. */
export interface AttemptsTable {
  readonly key: string;
  readonly count: number;
  readonly since: number;
}

/** What access remembers of itself: its secret, and the mode it last ran in. */
export interface AccessFactsTable {
  readonly name: string;
  readonly value: string;
}

/** One change. Registry, epoch, seq and item are its id, and unique. */
export interface JournalTable {
  readonly registry: string;
  readonly epoch: string;
  readonly seq: number;
  /** Its place among the changes of one entry of the feed, from 0. */
  readonly item: number;
  /** Never falls within a registry. */
  readonly at: number;
  /** Cut where it is too long for an index; then the body has all of it. So are instance and action. */
  readonly service: string | null;
  readonly instance: string | null;
  readonly kind: string;
  /** 1 for what Rollcall did. */
  readonly is_own: number;
  readonly action: string | null;
  /** What its instance is after the change; null where it is gone, and for a change of no instance. */
  readonly health: string | null;
  readonly rotation: string | null;
  /** What the row takes, about. */
  readonly bytes: number;
  /** The rest of the change. */
  readonly body: string;
}

/** A stretch of which changes were lost. */
export interface JournalGapsTable {
  readonly registry: string;
  readonly from_at: number;
  readonly to_at: number;
  /** How many changes; 0 where nobody knows. */
  readonly lost: number;
}

export interface JournalRegistriesTable {
  readonly registry: string;
  /** The process that may add to it. */
  readonly writer: string;
  /** Of its changes and versions together. */
  readonly bytes: number;
  /** When it was last known to be observed; 0 for never. */
  readonly observed_until: number;
}

/** An instance as it was from one moment to another. One who is there has one that is current, see {@link STILL}. */
export interface JournalVersionsTable {
  readonly registry: string;
  /** Cut as in the journal, as is the service. */
  readonly instance: string;
  readonly service: string;
  /** When a change made it so, or it was first seen. */
  readonly from_at: number;
  /** When it was so no longer; later than any time while it is current. */
  readonly to_at: number;
  readonly health: string;
  readonly rotation: string;
  /** What the row takes, about. */
  readonly bytes: number;
  /** All of the instance; of what is no change, as a revision, the last that was seen. */
  readonly body: string;
}

/** The end of a version that is current. */
export const STILL = Number.MAX_SAFE_INTEGER;

/** What a rule is true of, until it is told that it is no longer so. */
export interface NotificationAlertsTable {
  /** Of rule, registry and service. */
  readonly id: string;
  readonly body: string;
}

/** Messages: those that wait for their target, and of the others the last. */
export interface NotificationDeliveriesTable {
  /** It begins with the time: the order of ids is that of sending. */
  readonly id: string;
  readonly target: string;
  /** Null for a test. */
  readonly rule: string | null;
  readonly status: string;
  readonly state: string;
  readonly at: number;
  readonly attempts: number;
  /** When it is tried again; null once it is over. */
  readonly next_at: number | null;
  readonly ended_at: number | null;
  readonly detail: string | null;
  readonly alerts: number;
  /** The first few that it tells of. */
  readonly subjects: string;
  /** The message; empty once it is over. */
  readonly body: string;
}

/** What nobody is told of for a time. */
export interface NotificationMutesTable {
  readonly id: string;
  readonly rule: string | null;
  readonly registry: string | null;
  readonly service: string | null;
  readonly until_at: number;
  readonly reason: string;
  readonly muted_by: string;
  readonly at: number;
}
