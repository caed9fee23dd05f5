import { z } from 'zod';
import { POLICIES } from '../balancer/policies';
import { HEALTHS } from '../domain/instance';
import { optionIssues, optionsSchema } from './simulation-options';
import { trafficSchema } from './simulation-traffic-schema';

/** The largest body of a simulation. */
export const SIMULATION_BODY_BYTES = 8 * 1024 * 1024;

const MOST_PICKS = 100_000;
const MOST_INSTANCES = 10_000;
const LONGEST_ADDRESS = 1000;
const LARGEST_HASH = '18446744073709551615';

const POLICY_IDS = POLICIES.map(({ id }) => id);
const atMost = (what: string) => `expected at most ${MOST_PICKS} ${what}`;

const instanceSchema = z.strictObject({
  id: z.string().min(1, 'expected a text that is not empty'),
  address: z
    .string()
    .max(LONGEST_ADDRESS)
    .optional()
    .describe('address:port is what is hashed; without one it is the id'),
  port: z.int().min(0).max(65_535).optional(),
  weight: z.number().min(0).max(1_000_000).optional().describe('1 when absent; what 0 means is each policy’s own'),
  health: z.enum(HEALTHS).optional().describe('passing when absent; critical ones are not picked'),
  rotation: z.enum(['in', 'out']).optional().describe('in when absent'),
  slowness: z.number().min(0.001).max(1_000_000).optional().describe('its work takes so many times as long; 1'),
  concurrency: z.int().min(1).max(1_000_000).optional().describe('how many requests it works on at once; 1'),
  queueLimit: z.int().min(0).nullable().optional().describe('how many may wait, then it refuses; null for no limit'),
});

export const simulationRequestSchema = z
  .strictObject({
    policy: z.enum(POLICY_IDS),
    options: optionsSchema.optional(),
    instances: z.array(instanceSchema).max(MOST_INSTANCES, `expected at most ${MOST_INSTANCES} instances`),
    seed: z
      .union([z.string().max(200), z.number()])
      .optional()
      .describe('of all chance; "1" when absent'),
    requests: z
      .int()
      .min(0)
      .max(MOST_PICKS, `${atMost('requests')}; with traffic 10000000`)
      .optional()
      .describe('so many picks, of requests without a key'),
    keys: z.array(z.string()).max(MOST_PICKS, atMost('keys')).optional().describe('one pick for each key'),
    hashes: z
      .array(z.string().refine(isHash, 'expected an unsigned 64-bit number in decimal'))
      .max(MOST_PICKS, atMost('hashes'))
      .optional()
      .describe('one pick for each; unsigned 64-bit decimals, which policies with 64-bit hashes take as they are'),
    inFlight: z
      .int()
      .min(0)
      .max(MOST_PICKS)
      .optional()
      .describe(
        'without traffic: how many of the latest picks are still in flight. When absent, all where the policy bounds loads, else none',
      ),
    mostPicks: z
      .int()
      .min(0)
      .max(MOST_PICKS)
      .optional()
      .describe('how many of the first picks the answer names, at most; 100000 when absent, 0 for figures alone'),
    traffic: trafficSchema.optional().describe('a load in virtual time, in place of requests, keys or hashes'),
    panicPercent: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('below this percentage of healthy instances all in rotation are used; 0, for never, when absent'),
  })
  .superRefine((asked, context) => {
    const { policy, options, instances, traffic } = asked;
    for (const { path, message } of optionIssues(policy, options ?? {}))
      context.addIssue({ code: 'custom', path: ['options', ...path], message });
    const given = (['requests', 'keys', 'hashes', 'traffic'] as const).filter((name) => asked[name] !== undefined);
    if (given.length !== 1)
      context.addIssue({
        code: 'custom',
        message: `expected one of requests, keys, hashes and traffic, not ${given.join(' and ') || 'none'}`,
      });
    const ids = new Set<string>();
    for (const [place, { id }] of instances.entries()) {
      if (ids.has(id))
        context.addIssue({ code: 'custom', path: ['instances', place, 'id'], message: 'expected every id once' });
      ids.add(id);
    }
    for (const [place, { instance }] of (traffic?.events ?? []).entries()) {
      const path = ['traffic', 'events', place, 'instance'];
      if (!ids.has(instance)) context.addIssue({ code: 'custom', path, message: 'expected the id of an instance' });
    }
  });

export type SimulationRequest = z.output<typeof simulationRequestSchema>;

function isHash(text: string): boolean {
  if (!/^\d{1,20}$/.test(text)) return false;
  return text.length < LARGEST_HASH.length || text <= LARGEST_HASH;
}
