/** Times are milliseconds since 1970; JSON is text in both databases, read by whoever wrote it. */
export interface Tables {
  readonly actions: ActionsTable;
  readonly audit: AuditTable;
}

/** One action, whole: what is shown of it, and what only its execution needs. */
export interface ActionsTable {
  readonly id: string;
  readonly at: number;
  readonly state: string;
  /** When it is to be reverted; null when never, or already done. */
  readonly revert_at: number | null;
  readonly body: string;
}

/** Append-only: what was asked for, by whom, and what came of it. */
export interface AuditTable {
  /** In the order of writing. */
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
}
