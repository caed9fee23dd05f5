import type { LoadAnswer } from '../simulation/load-answer';
import type { ChurnAnswer } from '../simulation/simulate-churn';
import type { SharesAnswer } from '../simulation/simulate-shares';
import type { Owners } from './simulation-owners';

/** What one policy gave, by the question that was asked. */
export type PolicyAnswer = { readonly owners: Owners | null } & (
  | { readonly question: 'load'; readonly answer: LoadAnswer }
  | { readonly question: 'shares'; readonly answer: SharesAnswer }
  | { readonly question: 'churn'; readonly answer: ChurnAnswer }
);
