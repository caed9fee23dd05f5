import { randomStream } from '../simulation/random-stream';
import { requestKeys } from '../simulation/request-keys';
import { simulateChurn } from '../simulation/simulate-churn';
import { simulateLoad } from '../simulation/simulate-load';
import { simulateShares } from '../simulation/simulate-shares';
import type { PolicyAnswer } from './simulation-answer';
import { ownersOf } from './simulation-owners';
import { chosenPolicy, churnOf, participants, scenarioOf } from './simulation-plan';
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
      return { owners, question: 'churn', answer: yield* simulateChurn(churnOf(setup), chosen) };
    case 'shares': {
      const { seed, panicPercent } = setup;
      const asked = { instances: participants(setup), seed, panicPercent, keepPicks: KEPT.picks };
      return {
        owners,
        question: 'shares',
        answer: yield* simulateShares({ ...asked, asked: { keys: keysOf(setup) } }, chosen),
      };
    }
  }
}

/** The same keys for every policy. */
function keysOf({ seed, requests, keyCount, keySkew }: Setup): readonly string[] {
  const next = requestKeys({ kind: 'zipf', count: keyCount, exponent: keySkew }, randomStream(seed, 'keys'));
  return Array.from({ length: requests }, () => next() ?? '');
}
