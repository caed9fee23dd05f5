import { AUDIT_OUTCOMES, type AuditOutcome } from '@/lib/domain/audit';

const TEXTS = ['actor', 'kind', 'registry', 'service', 'instance', 'action', 'q'] as const;

/** What the audit is narrowed to; null narrows nothing. */
export interface AuditFilter extends Readonly<Record<(typeof TEXTS)[number], string | null>> {
  readonly outcome: AuditOutcome | null;
  /** A day, or a time, ISO 8601: nothing earlier. */
  readonly from: string | null;
  /** A day, itself included, or a time: nothing later. */
  readonly to: string | null;
}

/** Takes every filter off. */
export const NO_FILTER: AuditFilter = {
  actor: null,
  kind: null,
  outcome: null,
  registry: null,
  service: null,
  instance: null,
  action: null,
  from: null,
  to: null,
  q: null,
};

const LONGEST = 4_096;
const DAY_MS = 86_400_000;

/** The filter that an address asks for; what cannot be one narrows nothing. */
export function auditFilterFrom(get: (name: string) => string | null): AuditFilter {
  const text = (name: string) => get(name)?.trim().slice(0, LONGEST) || null;
  return {
    ...NO_FILTER,
    ...Object.fromEntries(TEXTS.map((name) => [name, text(name)])),
    outcome: AUDIT_OUTCOMES.find((outcome) => outcome === get('outcome')) ?? null,
    from: timeOf(get('from')),
    to: timeOf(get('to')),
  };
}

/** The same as parameters of the API, whose times are to the millisecond. */
export function auditFilterParams({ from, to, ...filter }: AuditFilter): Readonly<Record<string, string>> {
  const times = { from: from && instantOf(from, 0), to: to && instantOf(to, DAY_MS) };
  return Object.fromEntries(
    Object.entries({ ...filter, ...times }).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

/** Whether anything is narrowed. */
export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== null);
}

function timeOf(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?$/.test(text)) return null;
  return Number.isNaN(Date.parse(text)) ? null : text;
}

/** A day begins at its midnight, UTC, and ends `dayMs` later. */
function instantOf(text: string, dayMs: number): string {
  return new Date(Date.parse(text) + (text.includes('T') ? 0 : dayMs)).toISOString();
}
