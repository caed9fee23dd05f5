import type { Generated } from 'kysely';

/** Times are milliseconds since 1970; JSON is text in both databases, read by whoever wrote it. */
export interface Tables {
  readonly actions: ActionsTable;
  readonly action_steps: ActionStepsTable;
  readonly audit: AuditTable;
  readonly api_tokens: ApiTokensTable;
  readonly attempts: AttemptsTable;
  readonly access_facts: AccessFactsTable;
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
