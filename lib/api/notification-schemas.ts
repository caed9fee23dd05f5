import { z } from 'zod';
import { HEALTHS } from '../domain/instance';
import { DELIVERY_STATES, MESSAGE_STATUSES, TARGET_KINDS, WATCHED_STATES } from '../domain/notification';
import { AUDIT_ID } from '../storage/audit-id';

const time = z.iso.datetime().describe('ISO 8601, UTC');
const limit = 'expected a number from 1 to 1000';
const HAS_NO_NUL = /^[^\0]*$/;
const text = z.string().min(1).max(1024).regex(HAS_NO_NUL, 'expected text without the character NUL');
/** Thirty days. */
const LONGEST_MUTE_SECONDS = 2_592_000;

const instanceSchema = z.object({
  id: z.string(),
  address: z.string(),
  health: z.enum(HEALTHS),
  rotation: z.enum(['in', 'out']),
  flapping: z.boolean(),
  since: time,
});

const alertSchema = z.object({
  rule: z.string(),
  registry: z.string(),
  service: z.string().nullable().describe('null for the link of the registry'),
  state: z.enum(WATCHED_STATES),
  phase: z.enum(['pending', 'firing']),
  isSo: z.boolean().describe('false while it is well again, but not for long enough'),
  summary: z.string(),
  since: time,
  firedAt: time.nullable(),
  toldAt: time.nullable().describe('when a first message of it was put in the queue'),
  mutedUntil: time.nullable(),
  instances: z.array(instanceSchema).describe('the first 20 of those that make it so'),
  moreInstances: z.int(),
});

const ruleSchema = z.object({
  id: z.string(),
  registry: z.string().nullable(),
  service: z.string().nullable(),
  watches: z.enum(WATCHED_STATES),
  condition: z.string(),
  forSeconds: z.number(),
  resolveAfterSeconds: z.number(),
  repeatAfterSeconds: z.number().nullable(),
  targets: z.array(z.string()),
  state: z.enum(['ok', 'pending', 'firing']),
  pending: z.int(),
  firing: z.int(),
  mutedUntil: time.nullable().describe('set where all of it is muted'),
});

export const deliverySchema = z.object({
  id: z.string().describe('in the order of sending'),
  at: time,
  target: z.string(),
  rule: z.string().nullable().describe('null for a test'),
  status: z.enum(MESSAGE_STATUSES),
  state: z.enum(DELIVERY_STATES),
  attempts: z.int(),
  nextAt: time.nullable(),
  endedAt: time.nullable(),
  detail: z.string().nullable().describe('what the last try met'),
  alerts: z.int().describe('how many services and links it tells of'),
  subjects: z.array(z.object({ registry: z.string(), service: z.string().nullable() })).describe('the first of them'),
});

const targetSchema = z.object({
  id: z.string(),
  kind: z.enum(TARGET_KINDS),
  host: z.string().describe('of its address, the rest of which may be a secret'),
  waiting: z.int(),
  lastDelivery: deliverySchema.nullable(),
});

export const muteSchema = z.object({
  id: z.string(),
  rule: z.string().nullable(),
  registry: z.string().nullable(),
  service: z.string().nullable(),
  until: time,
  reason: z.string(),
  by: z.string(),
  at: time,
});

export const notificationsSchema = z.object({
  rules: z.array(ruleSchema),
  targets: z.array(targetSchema),
  alerts: z.array(alertSchema).describe('firing first, then the newest; 500 at most'),
  totals: z.object({ firing: z.int(), pending: z.int() }),
  mutes: z.array(muteSchema),
});

export const deliveriesQuerySchema = z.object({
  limit: z.coerce.number(limit).int('expected a whole number').min(1, limit).max(1000, limit).default(100),
  cursor: z.string().regex(AUDIT_ID, 'expected the nextCursor of an earlier answer').optional(),
});

export const newMuteSchema = z
  .strictObject({
    rule: text.optional(),
    registry: text.optional(),
    service: text.optional().describe('a name in which * stands for any text'),
    seconds: z.int().min(1).max(LONGEST_MUTE_SECONDS),
    reason: text,
  })
  .refine(({ rule, registry, service }) => (rule ?? registry ?? service) !== undefined, {
    message: 'expected at least one of rule, registry and service',
  });

export const targetTestSchema = z.object({
  delivered: z.boolean(),
  detail: z.string(),
  milliseconds: z.number(),
});
