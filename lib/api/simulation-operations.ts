import type { Operation } from './operations';
import { simulationAnswerSchema } from './simulation-answer-schemas';
import { simulationRequestSchema } from './simulation-schemas';

/** What would happen, by chance that is the same again. */
export const SIMULATION_OPERATIONS: readonly Operation[] = [
  {
    method: 'POST',
    path: '/api/v1/simulations',
    // It touches nothing, and knows no more than it is told.
    needs: 'viewer',
    inReadOnly: true,
    summary: 'Whom a policy picks, and how a load goes; the same seed gives the same answer. 60 s at most',
    body: simulationRequestSchema,
    answers: { 200: simulationAnswerSchema },
    problems: [400, 403, 413, 415, 422, 429],
  },
];
