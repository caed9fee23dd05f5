import { z } from 'zod';
import type { PolicyRule } from './actions/said-policy';
import { OptionError } from './balancer/option-error';
import { POLICIES, policyOf } from './balancer/policies';

const IDS = POLICIES.map(({ id }) => id);
const policy = z.enum(IDS, { error: `expected one of ${IDS.join(', ')}` });

const ruleSchema = z
  .strictObject({
    registry: z.string().min(1).nullable().default(null),
    service: z.string().min(1).default('*'),
    policy,
    options: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).default({}),
  })
  .transform((rule, context): PolicyRule => {
    try {
      policyOf(rule.policy)?.create(rule.options, { random: () => 0, now: () => 0 });
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      context.addIssue({ code: 'custom', path: ['options'], message: error.message });
    }
    return rule;
  });

/** Which balancing policies services are said to use: the preview of an action simulates by them. */
export const simulationSchema = z.strictObject({
  policies: z.array(ruleSchema).default([]),
  defaultPolicy: policy.default('round-robin'),
});

export type SimulationConfig = z.output<typeof simulationSchema>;
