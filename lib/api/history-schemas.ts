import { z } from 'zod';
import { CHANGE_KINDS } from '../domain/change';
import { changesQuerySchema, instanceSchema } from './schemas';

const time = z.iso.datetime().describe('ISO 8601, UTC');
const share = z.number().describe('of the time of all instances, from 0 to 1');
const average = z.number().describe('how many instances on average');
const stretch = { from: time, to: time };
const registry = z.string();

/** How many parts a range has at most, and how many services one request may ask for. */
const MOST_BUCKETS = 500;
export const MOST_SERVICES = 60;

const bucketSchema = z.object({
  ...stretch,
  passing: share,
  warning: share,
  critical: share,
  unknown: share,
  out: share,
  notObserved: share.describe('nobody knows; an instance counts if it was registered when the gap began'),
  output: z.string().optional().describe('of an instance: what its check said last in the worst state of this part'),
});

const spanSchema = z.object({
  ...stretch,
  state: z.enum(['critical', 'warning', 'unknown', 'passing', 'out', 'absent', 'not-observed']),
  output: z.string().optional(),
});

const instanceHistorySchema = z.object({
  id: z.string(),
  address: z.string(),
  uptime: z.number().nullable().describe('from 0 to 1 over the time observed, floored; null where nothing was'),
  buckets: z.array(bucketSchema),
  spans: z.array(spanSchema).describe('in order and without holes; empty where they were not asked for'),
});

export const serviceHistorySchema = z.object({
  ...stretch,
  buckets: z.array(bucketSchema),
  spans: z.array(spanSchema).describe('the worst of its instances in rotation'),
  instances: z.array(instanceHistorySchema).describe('those that are there now first'),
});

export const instanceHistoryAnswerSchema = instanceHistorySchema.extend(stretch);

export const historiesSchema = z.object({
  ...stretch,
  items: z.array(z.object({ registry, service: z.string(), buckets: z.array(bucketSchema) })),
});

const gaps = z.array(z.object({ registry, ...stretch })).describe('when a registry was not observed');

export const fleetHistorySchema = z.object({
  ...stretch,
  buckets: z.array(
    z.object({
      ...stretch,
      passing: average,
      warning: average,
      critical: average,
      unknown: average,
      out: average,
      notObserved: share.describe('of the time and of the registries'),
    }),
  ),
  peaks: z
    .array(z.object({ at: time, registry, service: z.string(), critical: z.int() }))
    .describe('services with the most critical instances at once'),
  gaps,
});

const count = z.int();

export const changeCountsSchema = z.object({
  ...stretch,
  total: count,
  buckets: z.array(
    z.object({
      ...stretch,
      total: count,
      critical: count.describe('those that made an instance critical, or took it away'),
    }),
  ),
  kinds: z.partialRecord(z.enum(CHANGE_KINDS), count),
  causes: z.partialRecord(z.enum(['lease-expired', 'lease-revoked', 'deleted', 'unknown']), count),
  services: z.array(z.object({ registry, service: z.string(), changes: count })).describe('those with the most'),
  gaps,
});

export const noisyInstanceSchema = z.object({
  registry,
  service: z.string(),
  instance: z.string(),
  address: z.string(),
  healthChanges: count,
  flapping: z.boolean().describe('whether it is now'),
});

export const departedInstanceSchema = z.object({
  instance: instanceSchema.describe('as it was last seen'),
  leftAt: time,
  cause: z.enum(['lease-expired', 'lease-revoked', 'deleted', 'unknown']),
  afterGap: z.boolean(),
  origin: z.enum(['rollcall', 'elsewhere']),
  action: z.string().optional(),
});

const moment = z.iso.datetime({ offset: true, error: 'expected an ISO 8601 time' }).optional();
const number = (most: number) => {
  const expected = `expected a number from 1 to ${most}`;
  return z.coerce.number(expected).int('expected a whole number').min(1, expected).max(most, expected);
};

/** A range that ends now and is a day long where nothing else is said. */
const range = {
  from: moment.describe('inclusive; a day before the end where it is not given'),
  to: moment.describe('exclusive; now where it is not given or in the future'),
  buckets: number(MOST_BUCKETS).default(48).describe('parts of equal length'),
};

export const historyQuerySchema = z.object({
  ...range,
  spans: z.enum(['all', 'none']).default('all').describe('none leaves them out: they are most of an answer'),
});
export const historiesQuerySchema = z.object(range);
export const fleetQuerySchema = z.object({ registry: changesQuerySchema.shape.registry, ...range });

const { limit: _limit, cursor: _cursor, ...changeFilter } = changesQuerySchema.shape;
export const changeCountsQuerySchema = z.object({ ...changeFilter, ...range });
export const changesExportQuerySchema = z.object({ ...changeFilter, format: z.enum(['csv', 'ndjson']) });
export const noisiestQuerySchema = z.object({
  registry: changesQuerySchema.shape.registry,
  from: range.from,
  to: range.to,
  limit: number(100).default(10),
});
