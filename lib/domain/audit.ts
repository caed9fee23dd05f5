export const AUDIT_OUTCOMES = ['attempted', 'refused', 'done', 'failed'] as const;
/** `attempted`: accepted, and its end comes in a record of its own; `refused`: nothing was touched. */
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/** What is recorded of one thing somebody did, or tried to do. Nothing is ever changed or taken back. */
export interface NewAuditRecord {
  /** As {@link Identity.name}; `anonymous` where nobody is signed in, `rollcall` for what it does by itself. */
  readonly actor: string;
  /** Where from: the caller's address; empty for Rollcall itself. */
  readonly source: string;
  /** What: `drain`, `restore`, `login`, `token-created` … */
  readonly kind: string;
  readonly outcome: AuditOutcome;
  readonly action?: string | undefined;
  readonly registry?: string | undefined;
  readonly service?: string | undefined;
  readonly instance?: string | undefined;
  readonly reason?: string | undefined;
  /** Why it was refused or failed, or the state a target ended in. */
  readonly detail?: string | undefined;
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

export interface AuditRecord extends NewAuditRecord {
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
}
