import type { SweepPoint } from '@/lib/simulation/utilisation-sweep';
import type { PolicyAnswer } from '@/lib/view/simulation-answer';
import type { Setup } from '@/lib/view/simulation-setup';

/** What the worker is asked: a setup's question of every policy, or one policy after another over many loads. */
export interface WorkerAsked {
  readonly kind: 'run' | 'sweep';
  readonly setup: Setup;
}

/** What the worker says. `at` is the place of the policy. */
export type WorkerSaid =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'answer'; readonly at: number; readonly answer: PolicyAnswer }
  | { readonly kind: 'swept'; readonly at: number; readonly points: readonly SweepPoint[] }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly message: string };
