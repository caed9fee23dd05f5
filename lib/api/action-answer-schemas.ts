import { z } from 'zod';
import { ACTION_KINDS, STEP_STATES } from '../domain/action';

const kind = z.enum(ACTION_KINDS);
const state = z.enum(STEP_STATES);
const time = z.iso.datetime();

const actionStepSchema = z.object({
  registry: z.string(),
  instance: z.string(),
  service: z.string(),
  address: z.string(),
  state,
  since: time,
  detail: z.string().optional(),
  returnedAfterSeconds: z.number().optional().describe('how long it stayed as asked before it came back'),
});

export const actionSchema = z.object({
  id: z.string(),
  kind,
  at: time,
  actor: z.string(),
  reason: z.string(),
  revertAt: time.nullable().describe('when it is taken back by itself; null when never'),
  state: state.describe('that of the step which needs an eye most'),
  weight: z.number().optional(),
  isRevertible: z.boolean(),
  steps: z.array(actionStepSchema),
});

const capacity = z.object({ instances: z.int(), weight: z.number() });

const shares = z.array(z.object({ instance: z.string(), before: z.number(), after: z.number() }));

export const actionPreviewSchema = z.object({
  kind,
  targets: z.array(
    z.object({
      registry: z.string(),
      service: z.string(),
      instance: z.string(),
      address: z.string(),
      format: z.string(),
      revision: z.string().nullable().describe('to be sent back in expect'),
      refusal: z.string().optional().describe('why it cannot be done from outside'),
      isAlreadySo: z.boolean(),
      means: z.string().nullable(),
      writes: z.array(
        z.object({
          what: z.string(),
          before: z.string().nullable().optional(),
          after: z.string().nullable().optional(),
        }),
      ),
      fate: z
        .discriminatedUnion('kind', [
          z.object({ kind: z.literal('sticks'), until: z.string() }),
          z.object({ kind: z.literal('undone'), withinSeconds: z.number() }),
          z.object({ kind: z.literal('impossible'), because: z.string() }),
        ])
        .nullable(),
      warnings: z.array(z.string()),
      returnWindowSeconds: z.number(),
      isRevertible: z.boolean(),
    }),
  ),
  services: z.array(
    z.object({
      registry: z.string(),
      service: z.string(),
      before: capacity,
      after: capacity,
      shares,
      warnings: z.array(z.object({ code: z.string(), name: z.string().optional() })),
      isDangerous: z.boolean(),
    }),
  ),
  simulation: z
    .array(
      z.object({
        registry: z.string(),
        service: z.string(),
        policy: z.string().describe('the one the service is said to use'),
        options: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
        isConfigured: z.boolean().describe('false where it is the default'),
        picks: z.int(),
        shares,
        problem: z.string().nullable().describe('why nothing was simulated, a sentence; null where it was'),
      }),
    )
    .describe('what share of the traffic each instance gets by that policy; of up to 10 services'),
  confirm: z.array(z.string()).describe('the names to be given in confirm'),
});
