import { z } from 'zod';

/** How many services metrics call by name; the rest are counted together. */
export const metricsSchema = z.strictObject({ services: z.int().min(0).max(10_000).default(100) });

export type MetricsConfig = z.output<typeof metricsSchema>;
