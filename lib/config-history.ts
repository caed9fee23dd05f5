import { z } from 'zod';
import type { FlappingRule } from './domain/flapping';

/** What is kept of the past, how long the departed are shown, and when an instance is said to be flapping. */
export const historySchema = z.strictObject({
  keepDays: z.number().positive().max(3650).default(30),
  maxMegabytes: z.int().min(10).max(1_048_576).default(1024),
  departedHours: z.number().min(0).max(8760).default(24),
  flapping: z
    .strictObject({
      changes: z.int().min(1).max(1000).default(5),
      withinMinutes: z.number().positive().max(1440).default(10),
    })
    .prefault({}),
});

export type HistoryConfig = z.output<typeof historySchema>;

export function flappingRule({ flapping }: HistoryConfig): FlappingRule {
  return { changes: flapping.changes, withinMs: flapping.withinMinutes * 60_000 };
}
