import { z } from 'zod';
import type { Definition } from './definition';

const definitionSchema = z.custom<Definition>((value) => typeof value === 'object' && value !== null);
const jsonObject = z.record(z.string(), z.unknown());

/** The agent to do it, by the name of its node. */
const atAgent = { node: z.string(), datacenter: z.string() };
const ofInstance = { ...atAgent, service: z.string(), serviceId: z.string() };
/** What must be so until then: the revision of all of it. */
const ifUnchanged = { revision: z.string().optional() };

const orderSchema = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('maintain'),
    ...ofInstance,
    ...ifUnchanged,
    what: z.enum(['service', 'node']),
    /** The reason of the maintenance; null ends it. */
    reason: z.string().nullable(),
    /** The reason it must have until then, absent where it does not matter. */
    from: z.string().optional(),
  }),
  z.object({
    do: z.literal('deregister'),
    ...ofInstance,
    ...ifUnchanged,
    /** What it must be until then, absent where it does not matter. */
    from: definitionSchema.optional(),
  }),
  z.object({
    do: z.literal('define'),
    ...ofInstance,
    to: definitionSchema,
    /** What it must be until then; null where it must not be there. */
    from: definitionSchema.nullable(),
  }),
  z.object({ do: z.literal('drop-from-catalog'), ...ofInstance, ...ifUnchanged, body: jsonObject }),
  /** Unless it is there. */
  z.object({ do: z.literal('put-into-catalog'), ...ofInstance, body: jsonObject }),
]);

/** One write to an agent or to the catalog. It holds no token and no address of an agent. */
export type ConsulOrder = z.output<typeof orderSchema>;
export type OrderOf<Kind extends ConsulOrder['do']> = Extract<ConsulOrder, { do: Kind }>;

/** @throws ZodError for what this adapter did not write */
export function readOrder(order: unknown): ConsulOrder {
  return orderSchema.parse(order);
}
