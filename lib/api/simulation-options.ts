import { z } from 'zod';
import type { OfferedPolicy } from '../balancer/offered-policy';
import { POLICIES } from '../balancer/policies';
import type { PolicyOptions } from '../balancer/policy';

const optionsByPolicy = new Map(POLICIES.map((policy) => [policy.id, schemaOf(policy)]));

/** What an API client may set of a policy, by its defaults. */
function schemaOf({ defaults, words }: OfferedPolicy): z.ZodObject {
  return z.strictObject(
    Object.fromEntries(
      Object.entries(defaults).map(([name, value]) => [name, optionSchema(value, words[name]).optional()]),
    ),
  );
}

function optionSchema(value: PolicyOptions[string], words: readonly string[] | undefined): z.ZodType {
  const described = { default: value };
  if (words) return z.enum(words).meta(described);
  return (typeof value === 'number' ? z.number() : typeof value === 'boolean' ? z.boolean() : z.string()).meta(
    described,
  );
}

/** What is wrong with the options of a policy; the policy's own rules are asked when it is made. */
export function optionIssues(policy: string, options: PolicyOptions): readonly z.core.$ZodIssue[] {
  return optionsByPolicy.get(policy)?.safeParse(options).error?.issues ?? [];
}

/** Flat, and described policy by policy. */
export const optionsSchema = z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).meta({
  description: 'of the chosen policy; those that are not given have their default',
  anyOf: POLICIES.map(({ id, source }) => {
    const { $schema, ...described } = z.toJSONSchema(optionsByPolicy.get(id) ?? z.never(), { io: 'input' });
    return { title: id, description: source, ...described };
  }),
});
