import { z } from 'zod';

const integer = z.int();
const number = z.number();

const shareSchema = z.object({
  instance: z.string(),
  picks: integer,
  share: number,
  target: number.describe('by weight, of those that may be picked'),
  low: number.describe('from here to high lie 95 of 100 runs of plain weighted chance'),
  high: number,
});

const responseTimesSchema = z.object({
  mean: number,
  p50: number,
  p90: number,
  p95: number,
  p99: number,
  p999: number,
  max: number,
});

const ofTraffic = 'with traffic: ';

const statisticsSchema = z.object({
  shares: z.array(shareSchema).describe('after the warm-up'),
  chiSquare: z
    .object({ value: number, degrees: integer, p: number.describe('0 where one without a target was picked') })
    .nullable(),
  peakToMean: number
    .nullable()
    .describe(
      'the highest share by weight over the mean one, of all that have a target or were picked; who was picked without a target has, as in the next two, a weight next to nothing',
    ),
  coefficientOfVariation: number.nullable(),
  jain: number.nullable(),
  longestRun: integer.describe(
    'the most picks of one instance after one another: with traffic of those after the warm-up, else of all',
  ),
  withoutInstance: integer.optional().describe('without traffic: how many requests had no instance to go to'),
  responseTimeMs: responseTimesSchema
    .nullable()
    .optional()
    .describe(`${ofTraffic}quantiles are good to 0.05 %, and all of it to 2^-52 of spanMs`),
  latencyCurve: z
    .array(z.object({ share: number, ms: number }))
    .optional()
    .describe(`${ofTraffic}in equal steps of -log10(1 - share)`),
  instances: z
    .array(
      z.object({
        id: z.string(),
        picks: integer.describe('after the warm-up'),
        sent: integer,
        utilisation: number,
        longestQueue: integer,
      }),
    )
    .optional(),
  strip: z
    .object({ columns: integer, columnMs: number, present: z.array(number) })
    .optional()
    .describe(`${ofTraffic}how many requests were at each instance on average, a column of time after another`),
  requests: z
    .object({
      asked: integer,
      answered: integer,
      withinLimit: integer,
      failed: integer,
      refused: integer,
      timedOut: integer,
      retried: integer,
      withoutInstance: integer,
      successShare: number.nullable(),
    })
    .optional(),
  spanMs: number.optional().describe(`${ofTraffic}virtual time`),
});

export const simulationAnswerSchema = z.object({
  policy: z.string(),
  picks: z
    .array(z.string().nullable())
    .describe('the first, as many as mostPicks, by id; null where there was no instance'),
  counts: z.record(z.string(), integer).describe('all attempts by id'),
  statistics: statisticsSchema,
});
