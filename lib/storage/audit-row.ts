import { AUDIT_OUTCOMES, type AuditOutcome, type AuditRecord, type NewAuditRecord } from '../domain/audit';
import { isoTime } from '../domain/clock';
import { storedText } from './stored-text';
import type { AuditTable } from './tables';

/** As the table holds it. */
export function auditRow(record: NewAuditRecord, { id, at }: Pick<AuditTable, 'id' | 'at'>): AuditTable {
  const stored = (text: string | undefined) => (text === undefined ? null : storedText(text));
  return {
    id,
    at,
    actor: storedText(record.actor),
    source: storedText(record.source),
    outcome: record.outcome,
    kind: storedText(record.kind),
    action: stored(record.action),
    registry: stored(record.registry),
    service: stored(record.service),
    instance: stored(record.instance),
    reason: stored(record.reason),
    detail: stored(record.detail),
    before: stored(record.before),
    after: stored(record.after),
  };
}

/** As it is read; what was not said is left out. */
export function auditRecord({ at, outcome, ...row }: AuditTable): AuditRecord {
  const said = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  return { ...said, at: isoTime(at), outcome: outcomeOf(outcome) } as AuditRecord;
}

function outcomeOf(text: string): AuditOutcome {
  return AUDIT_OUTCOMES.find((outcome) => outcome === text) ?? 'attempted';
}
