import { z } from 'zod';

const MOST_REQUESTS = 10_000_000;
const MOST_KEYS = 100_000;
const MOST_DRAWN_KEYS = 1_000_000;
const MOST_TIMES = 1_000_000;
const MOST_EVENTS = 1_000;

const rate = z.number().min(1e-6).max(1e9).describe('requests per second of virtual time');
const mean = z.number().min(1e-6).max(1e9);
const milliseconds = z.number().min(0).max(1e12);
const positive = z.number().min(0.001).max(1e12);

const arrivalsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['constant', 'poisson']), ratePerSecond: rate }),
  z
    .strictObject({ kind: z.literal('bursts'), ratePerSecond: rate, size: z.int().min(1).max(1_000_000) })
    .describe('groups that come at once'),
  z
    .strictObject({
      kind: z.literal('trace'),
      atMs: z
        .array(milliseconds)
        .min(1)
        .max(MOST_TIMES, `expected at most ${MOST_TIMES} times`)
        .refine((times) => times.every((at, i) => at >= (times[i - 1] ?? 0)), 'expected times that do not fall'),
    })
    .describe('times from the start; begun again after its end'),
]);

const serviceTimeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['constant', 'exponential']), meanMs: mean }),
  z.strictObject({ kind: z.literal('log-normal'), meanMs: mean, sigma: z.number().min(0).max(10) }),
]);

const count = z.int().min(1).max(MOST_DRAWN_KEYS, `expected at most ${MOST_DRAWN_KEYS} keys`);
const keysSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('uniform'), count }),
  z.strictObject({ kind: z.literal('zipf'), count, exponent: z.number().min(0).max(100) }),
  z
    .strictObject({
      kind: z.literal('list'),
      keys: z.array(z.string()).min(1).max(MOST_KEYS, `expected at most ${MOST_KEYS} keys`),
    })
    .describe('one after another, and again from the first'),
]);

const at = { atMs: milliseconds, instance: z.string() };
const eventSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({ kind: z.enum(['drain', 'restore', 'remove', 'recover', 'add']), ...at })
    .describe('until it is added it is not there'),
  z
    .strictObject({ kind: z.literal('fail'), ...at, answersAfterMs: milliseconds })
    .describe('it answers every request with an error, so soon'),
  z.strictObject({ kind: z.literal('weight'), ...at, weight: z.number().min(0).max(1_000_000) }),
  z.strictObject({ kind: z.literal('slow'), ...at, slowness: z.number().min(0.001).max(1_000_000) }),
]);

/** A load in virtual time. */
export const trafficSchema = z
  .strictObject({
    requests: z.int().min(0).max(MOST_REQUESTS, `expected at most ${MOST_REQUESTS} requests`),
    arrivals: arrivalsSchema,
    serviceTime: serviceTimeSchema.describe('on an instance of slowness 1'),
    warmUp: z
      .int()
      .min(0)
      .optional()
      .describe('how many of the first requests the statistics leave out; a twentieth when absent'),
    keys: keysSchema.optional().describe('none when absent'),
    timeoutMs: positive.nullable().optional().describe('after which whoever asked gives up; null, for never'),
    retries: z.int().min(0).max(100).optional().describe('0 when absent'),
    limitMs: positive.nullable().optional().describe('an answer within this counts as a success; null for any'),
    balancers: z
      .int()
      .min(1)
      .max(1_000)
      .optional()
      .describe('who share the requests by chance, each with private state; 1 when absent'),
    staleMs: z
      .union([z.literal(0), positive])
      .optional()
      .describe('how old what a balancer knows of requests in flight may be; 0 when absent'),
    events: z.array(eventSchema).max(MOST_EVENTS, `expected at most ${MOST_EVENTS} events`).optional(),
  })
  .refine(({ warmUp = 0, requests }) => warmUp <= requests, {
    path: ['warmUp'],
    error: 'expected no more than there are requests',
  });
