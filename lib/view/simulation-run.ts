import { randomStream } from '../simulation/random-stream';
import { requestKeys } from '../simulation/request-keys';
import { simulateChurn } from '../simulation/simulate-churn';
import { simulateLoad } from '../simulation/simulate-load';
import { simulateShares } from '../simulation/simulate-shares';
import type { PolicyAnswer } from './simulation-answer';
import { ownersOf } from './simulation-owners';
import { chosenPolicy, churnKeysOf, churnOf, keysOf, participants, scenarioOf } from './simulation-plan';
import type { PolicyChoice, Setup } from './simulation-setup';

/** What is kept of a run for the pictures. */
export const KEPT = { picks: 64, columns: 112 } as const;

/** Asks a setup's question of one policy. Yields the share done, 0 to 1. */
export function* answerOf(setup: Setup, choice: PolicyChoice): Generator<number, PolicyAnswer> {
  const chosen = chosenPolicy(choice);
  const owners = ownersOf(setup, choice);
  switch (setup.question) {
    case 'load':
      return { owners, question: 'load', answer: yield* simulateLoad(scenarioOf(setup), chosen, KEPT) };
    case 'churn':
      return {
        owners,
        question: 'churn',
        answer: yield* simulateChurn({ ...churnOf(setup), keys: churnKeysOf(setup) }, chosen),
      };
    case 'shares': {
      const { seed, panicPercent } = setup;
      const asked = { instances: participants(setup), seed, panicPercent, keepPicks: KEPT.picks };
      return {
        owners,
        question: 'shares',
        answer: yield* simulateShares({ ...asked, asked: { keys: drawnKeys(setup) } }, chosen),
      };
    }
  }
}

/** The same keys for every policy. */
function drawnKeys(setup: Setup): readonly string[] {
  const next = requestKeys(keysOf(setup), randomStream(setup.seed, 'keys'));
  return Array.from({ length: setup.requests }, () => next() ?? '');
}
