import { z } from 'zod';
import { AUDIT_OUTCOMES } from '../domain/audit';
import { AUDIT_ID } from '../storage/audit-id';

const text = z.string().max(4096, 'expected at most 4096 characters').optional();
const time = z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }).optional();
const limit = 'expected a number from 1 to 1000';

export const auditRecordSchema = z.object({
  id: z.string().describe('in the order of writing'),
  at: z.iso.datetime().describe('ISO 8601, UTC'),
  actor: z.string(),
  source: z.string().describe('the address of whoever asked; empty for Rollcall itself'),
  kind: z.string().describe('drain, restore, login, token-created …'),
  outcome: z
    .enum(AUDIT_OUTCOMES)
    .describe('attempted: accepted, and its end is a record of its own; refused: nothing was touched'),
  action: z.string().optional(),
  registry: z.string().optional(),
  service: z.string().optional(),
  instance: z.string().optional(),
  reason: z.string().optional(),
  detail: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
});

const filter = {
  actor: text,
  kind: text,
  outcome: z.enum(AUDIT_OUTCOMES).optional(),
  registry: text,
  service: text,
  instance: text,
  action: text,
  from: time.describe('inclusive'),
  to: time.describe('exclusive'),
  q: text.describe('words, each anywhere in who, where from, what, on what, why and what came of it'),
};

export const auditQuerySchema = z.object({
  ...filter,
  limit: z.coerce.number(limit).int('expected a whole number').min(1, limit).max(1000, limit).default(100),
  cursor: z.string().regex(AUDIT_ID, 'expected the nextCursor of an earlier answer').optional(),
});

export const auditExportQuerySchema = z.object({ ...filter, format: z.enum(['csv', 'ndjson']) });
