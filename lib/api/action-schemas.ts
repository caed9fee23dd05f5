import { z } from 'zod';
import { TARGET_LIMIT } from '../actions/targets';
import { ACTION_KINDS, STEP_STATES } from '../domain/action';
import { registrationSchema } from './schemas';

const kind = z.enum(ACTION_KINDS);
const askedKind = kind.exclude(['write-health']);
const state = z.enum(STEP_STATES);
/** PostgreSQL keeps no NUL, and no name holds one. */
const HAS_NO_NUL = /^[^\0]*$/;
const NO_NUL = 'expected text without the character NUL';
const text = z.string().min(1).max(4096).regex(HAS_NO_NUL, NO_NUL);
/** Of a service that may be new. */
const newService = registrationSchema.shape.service.regex(HAS_NO_NUL, NO_NUL);
/** A week. */
const LONGEST_REVERT_SECONDS = 604_800;

const filterSchema = z
  .strictObject({
    registry: text,
    service: text.optional(),
    node: text.optional(),
    address: text.optional().describe('a host or an ip, of any port'),
    q: text.optional(),
  })
  .refine(({ registry: _, ...conditions }) => Object.values(conditions).some((value) => value !== undefined), {
    message: 'expected at least one of service, node, address, q beside the registry',
  });

const request = {
  kind: askedKind,
  targets: z
    .union(
      [
        z.array(z.strictObject({ registry: text, instance: text })).max(TARGET_LIMIT, `at most ${TARGET_LIMIT}`),
        z.strictObject({ filter: filterSchema }),
      ],
      {
        error: `expected a list of {registry, instance}, ${TARGET_LIMIT} at most, or {filter: {registry, …}} with a condition`,
      },
    )
    .default([]),
  revertAfterSeconds: z.int().min(1).max(LONGEST_REVERT_SECONDS).optional().describe('of a drain'),
  weight: z.int().min(0).max(65_535).optional().describe('of set-weight'),
  register: registrationSchema.omit({ ttlSeconds: true }).extend({ registry: text, service: newService }).optional(),
  expect: z.record(z.string(), z.string()).optional().describe('the revision of each instance as it was shown'),
  confirm: z.union([z.string(), z.array(z.string())]).optional(),
};

const WORDS = {
  revertAfterSeconds: 'belongs to a drain alone',
  weight: 'belongs to set-weight, which needs it',
  register: 'belongs to register, which needs it',
  targets: 'expected at least one target; register has none',
} as const;

type Given = z.output<z.ZodObject<typeof request>>;

/** What does not fit the kind. */
function misplaced({ kind, targets, ...given }: Given): (keyof typeof WORDS)[] {
  const isRegister = kind === 'register';
  const hasTargets = !Array.isArray(targets) || targets.length > 0;
  const wrong: (keyof typeof WORDS)[] = [];
  if (hasTargets === isRegister) wrong.push('targets');
  if ((given.register !== undefined) !== isRegister) wrong.push('register');
  if ((given.weight !== undefined) !== (kind === 'set-weight')) wrong.push('weight');
  if (given.revertAfterSeconds !== undefined && kind !== 'drain') wrong.push('revertAfterSeconds');
  return wrong;
}

function fitsKind(given: Given, context: z.core.$RefinementCtx): void {
  for (const path of misplaced(given)) context.addIssue({ code: 'custom', path: [path], message: WORDS[path] });
}

const reason = z.string().trim().min(1, 'expected why, in 1 to 500 characters').max(500).regex(HAS_NO_NUL, NO_NUL);

/** What an operator asks for. */
export const actionRequestSchema = z.strictObject({ ...request, reason }).superRefine(fitsKind);

/** The same before a reason is thought of. */
export const previewRequestSchema = z
  .strictObject({ ...request, reason: z.string().max(500).regex(HAS_NO_NUL, NO_NUL).default('') })
  .superRefine(fitsKind);

export const actionsQuerySchema = z.object({
  registry: text.optional(),
  service: text.optional(),
  instance: text.optional(),
  state: state.optional(),
  kind: kind.optional(),
  actor: text.optional(),
  q: text.optional().describe('words, each anywhere in its id, who, why, service, address and instance'),
  limit: z.coerce
    .number('expected a number from 1 to 1000')
    .int('expected a whole number')
    .min(1, 'expected a number from 1 to 1000')
    .max(1000, 'expected a number from 1 to 1000')
    .default(100),
  cursor: z.string().min(1, 'expected the nextCursor of an earlier answer').optional(),
});
