import { z } from 'zod';
import type { HeldInstance } from './record';

const saidSchema = z.object({
  rotation: z.enum(['in', 'out']).nullable().optional(),
  weight: z.number().nullable().optional(),
});
// Written by Rollcall itself, and only read back.
const heldSchema = z.custom<HeldInstance>((value) => typeof value === 'object' && value !== null);

const orderSchema = z.discriminatedUnion('do', [
  /** The operator's word of one thing; compared by the revision, or by `from`, what the word was. */
  z.object({
    do: z.literal('say'),
    id: z.string(),
    to: saidSchema,
    from: saidSchema.optional(),
    revision: z.string().optional(),
  }),
  /** Compared by the revision, or by what is held. */
  z.object({
    do: z.literal('remove'),
    id: z.string(),
    revision: z.string().optional(),
    unchanged: heldSchema.optional(),
  }),
  /** Unless the id is there. */
  z.object({ do: z.literal('add'), held: heldSchema, said: saidSchema }),
]);

/** One write to the embedded registry. */
export type MemoryOrder = z.output<typeof orderSchema>;
/** What an operator says; null where he leaves it to the instance, absent where it is not spoken of. */
export type Said = z.output<typeof saidSchema>;

/** @throws ZodError for what this registry did not write */
export function readOrder(order: unknown): MemoryOrder {
  return orderSchema.parse(order);
}
