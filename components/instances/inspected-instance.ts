import type { Instance } from '@/lib/domain/instance';

/** An instance with what its registry holds, or why that could not be read. */
export type InspectedInstance = Instance & {
  readonly raw: string | null;
  readonly native: Readonly<Record<string, string>>;
  readonly rawProblem?: string;
};
