import { z } from 'zod';
import { checkSchema, instanceSchema } from './schemas';

const integer = z.int();

const fateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sticks'), until: z.string() }),
  z.object({ kind: z.literal('undone'), withinSeconds: z.number() }),
  z.object({ kind: z.literal('impossible'), because: z.string() }),
]);

const drainSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('edit'), writes: z.string() }),
  z.object({ kind: z.literal('rule'), writes: z.string() }),
  z.object({ kind: z.literal('park') }),
  z.object({ kind: z.literal('impossible'), because: z.string() }),
]);

const factSheetSchema = z.object({
  format: z.string(),
  title: z.string(),
  source: z.string().describe('repository and files the facts were read from'),
  keys: z.string(),
  value: z.string(),
  lease: z.object({ ttlSeconds: z.number().nullable(), note: z.string() }),
  writesAgain: z.string(),
  deletion: fateSchema.describe('what becomes of a deleted key of a running instance'),
  edit: fateSchema.describe('what becomes of an edited value of a running instance'),
  drain: drainSchema.describe('how it is taken out of rotation while it stays registered'),
  returnWindowSeconds: z.number().optional().describe('how long the framework may still undo what was done'),
  weight: z.object({
    default: z.number().nullable(),
    zero: z.enum(['skipped', 'default', 'none']),
    note: z.string(),
  }),
  last: z.string().describe('what its clients do when the last instance goes'),
  clients: z.string(),
  terms: z.record(z.string(), z.string()).describe("the framework's word for each of Rollcall's"),
});

export const recognisedFormatSchema = factSheetSchema.extend({
  kind: z.enum(['etcd', 'consul', 'memory']).describe('the kind of registry it is written into'),
  instances: integer,
  registries: z.array(
    z.object({
      registry: z.string(),
      instances: integer,
      belonging: integer.describe('keys that are markers or configuration'),
      rejected: integer.describe('rejected keys that come nearest to it'),
      examples: z.array(z.object({ key: z.string(), as: z.enum(['instance', 'belonging']) })),
    }),
  ),
});

export const formatsQuerySchema = z.object({
  registry: z.string().max(4096, 'expected at most 4096 characters').optional(),
});

export const trialSchema = z.strictObject({
  key: z.string().describe('1 to 4096 bytes'),
  value: z.string().describe('at most 1.5 MiB'),
  registry: z.string().optional().describe('whose rules and formats read it; without it the default ones'),
  encoding: z.enum(['utf8', 'base64']).optional().describe('of the value; utf8 when absent'),
});

/** As a registry that has just seen it: nobody knows since when. */
const observedInstanceSchema = instanceSchema
  .omit({ registry: true, flapping: true, since: true, sinceAtLeast: true, checks: true })
  .extend({ checks: z.array(checkSchema.omit({ since: true, sinceAtLeast: true })) });

export const triedValueSchema = z.object({
  outcome: z.enum(['instance', 'part', 'belonging', 'rejected']),
  format: z.string().optional(),
  what: z.string().optional().describe('what it is where it is no instance'),
  reason: z.string().optional().describe('why it was rejected'),
  nearestFormat: z.string().optional(),
  instances: z.array(observedInstanceSchema),
});
