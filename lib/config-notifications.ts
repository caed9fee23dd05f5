import { z } from 'zod';
import { origin } from './config-access';
import { headersSchema } from './config-headers';
import { WATCHED_STATES } from './domain/notification';
import type { Amount, Condition, Rule, Threshold } from './notify/rule';
import type { Target } from './notify/target';

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'expected a short name of small letters, digits and "-"');
const EXPECTED_AMOUNT = 'expected a whole number, or a share like 50%';

const amount = z.union([z.int().min(0), z.string()], EXPECTED_AMOUNT).transform((value, context): Amount => {
  if (typeof value === 'number') return { count: value };
  const percent = /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(value)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return { share: Number(percent) / 100 };
  context.addIssue(EXPECTED_AMOUNT);
  return z.NEVER;
});

const seconds = z.number().min(0).max(604_800);

const whenSchema = z
  .strictObject({
    state: z.enum(WATCHED_STATES),
    atLeast: amount.optional(),
    moreThan: amount.optional(),
    fewerThan: amount.optional(),
  })
  .transform(({ state, atLeast, moreThan, fewerThan }, context): Condition => {
    const given: Threshold[] = [];
    if (atLeast) given.push({ is: 'at-least', amount: atLeast });
    if (moreThan) given.push({ is: 'more-than', amount: moreThan });
    if (fewerThan) given.push({ is: 'fewer-than', amount: fewerThan });
    const [threshold = { is: 'at-least', amount: { count: 1 } }, ...others] = given;
    const refuse = (message: string) => {
      context.addIssue(message);
      return z.NEVER;
    };
    if (others.length > 0) return refuse('expected one of atLeast, moreThan or fewerThan');
    if (state === 'absent' || state === 'stale') {
      return given.length === 0 ? { state } : refuse(`state ${state} counts nothing; expected no number beside it`);
    }
    if (state === 'passing' && given.length === 0) return refuse('expected fewerThan: to pass is no fault');
    const limit = 'count' in threshold.amount ? threshold.amount.count : threshold.amount.share;
    if (limit === 0 && threshold.is === 'at-least') return refuse('atLeast 0 is always so; expected more');
    if (limit === 0 && threshold.is === 'fewer-than') return refuse('fewerThan 0 is never so; expected more');
    return { state, threshold };
  });

const ruleSchema = z
  .strictObject({
    id,
    registry: z.string().min(1).nullable().default(null),
    service: z.string().min(1).optional(),
    when: whenSchema,
    forSeconds: seconds.default(60),
    resolveAfterSeconds: seconds.default(60),
    repeatAfterSeconds: seconds.min(1).nullable().default(null),
    groupBy: z.enum(['rule', 'registry', 'service']).default('rule'),
    targets: z.array(z.string()).min(1),
  })
  .transform((rule, context): Rule => {
    const { service, forSeconds, resolveAfterSeconds, repeatAfterSeconds, ...rest } = rule;
    if (rest.when.state === 'stale' && service !== undefined) {
      const message = 'state stale is about the link of a registry; expected no service';
      context.addIssue({ code: 'custom', path: ['service'], message });
      return z.NEVER;
    }
    return {
      ...rest,
      service: service ?? '*',
      forMs: forSeconds * 1000,
      resolveAfterMs: resolveAfterSeconds * 1000,
      repeatAfterMs: repeatAfterSeconds === null ? null : repeatAfterSeconds * 1000,
    };
  });

const common = {
  id,
  url: z.url({ protocol: /^https?$/, error: 'expected an http:// or https:// address' }),
  headers: headersSchema.default({}),
  timeoutSeconds: z.number().positive().max(60).default(10),
};

const targetSchema = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: z.literal('webhook'), ...common, secret: z.string().min(1).optional() }),
      z.strictObject({ kind: z.literal('slack'), ...common }),
      z.strictObject({ kind: z.literal('alertmanager'), ...common }),
    ],
    'expected kind: webhook, slack or alertmanager',
  )
  .transform(({ timeoutSeconds, ...target }): Target => {
    return { ...target, secret: 'secret' in target ? (target.secret ?? null) : null, timeoutMs: timeoutSeconds * 1000 };
  });

/** Who is told what: the rules, and the targets that they name. */
export const notificationsSchema = z
  .strictObject({
    publicUrl: origin.optional(),
    groupSeconds: z.number().min(0).max(3600).default(5),
    giveUpAfterHours: z.number().positive().max(168).default(24),
    targets: z.array(targetSchema).default([]),
    rules: z.array(ruleSchema).default([]),
  })
  .superRefine(({ targets, rules }, context) => {
    refuseDoubles(context, 'targets', targets);
    refuseDoubles(context, 'rules', rules);
    const known = targets.map((target) => target.id);
    for (const [index, rule] of rules.entries()) {
      for (const [place, named] of rule.targets.entries()) {
        if (known.includes(named)) continue;
        const path = ['rules', index, 'targets', place];
        const choice = known.length === 0 ? 'there are no targets' : `expected one of ${known.join(', ')}`;
        context.addIssue({ code: 'custom', path, message: `no target has the id "${named}"; ${choice}` });
      }
    }
  });

export type NotificationsConfig = z.output<typeof notificationsSchema>;

function refuseDoubles(context: z.RefinementCtx, list: 'targets' | 'rules', items: readonly { id: string }[]): void {
  for (const [index, item] of items.entries()) {
    if (items.findIndex((other) => other.id === item.id) === index) continue;
    context.addIssue({ code: 'custom', path: [list, index, 'id'], message: `"${item.id}" is there twice` });
  }
}
