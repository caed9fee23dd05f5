import { policyWords } from '@/lib/balancer/policy-words';
import type { LoadAnswer } from '@/lib/simulation/load-answer';
import type { ChurnAnswer } from '@/lib/simulation/simulate-churn';
import type { SharesAnswer } from '@/lib/simulation/simulate-shares';
import type { PolicyAnswer } from '@/lib/view/simulation-answer';
import type { Owners } from '@/lib/view/simulation-owners';
import { choiceWords } from '@/lib/view/simulation-policies';
import type { Setup } from '@/lib/view/simulation-setup';
import { type Series, seriesAt } from './series';
import type { Results } from './use-simulation';

/** One policy's column of a view. */
export interface Column<Answer> {
  readonly key: string;
  readonly title: string;
  readonly sub: string;
  /** Both, where two columns have the same title. */
  readonly name: string;
  readonly place: number;
  readonly series: Series;
  readonly answer: Answer;
  readonly owners: Owners | null;
}

/** The columns of a run that asked for load; empty where it asked something else. So are the next two. */
export function loadColumns(results: Results): readonly Column<LoadAnswer>[] {
  return columnsOf(results, (given) => (given.question === 'load' ? given.answer : null));
}

export function sharesColumns(results: Results): readonly Column<SharesAnswer>[] {
  return columnsOf(results, (given) => (given.question === 'shares' ? given.answer : null));
}

export function churnColumns(results: Results): readonly Column<ChurnAnswer>[] {
  return columnsOf(results, (given) => (given.question === 'churn' ? given.answer : null));
}

/** The columns of any run. */
export function allColumns(results: Results): readonly Column<PolicyAnswer>[] {
  return columnsOf(results, (given) => given);
}

function columnsOf<Answer>(
  { setup, answers }: Results,
  answerIn: (given: PolicyAnswer) => Answer | null,
): readonly Column<Answer>[] {
  const words = setup.policies.map(choiceWords);
  return answers.flatMap((given, place) => {
    const answer = answerIn(given);
    const told = words[place];
    if (answer === null || !told) return [];
    const isAlone = words.filter(({ title }) => title === told.title).length === 1;
    const name = isAlone ? told.title : `${told.title}, ${told.sub}`;
    const sub = subOf(setup, place) ?? told.sub;
    return [
      { ...told, sub, key: `${place} ${name}`, name, place, series: seriesAt(place), answer, owners: given.owners },
    ];
  });
}

/** What is other than usual of a policy on this fleet; null where nothing is. */
function subOf({ question, fleet, policies }: Setup, place: number): string | null {
  const choice = policies[place];
  if (!choice) return null;
  if (question === 'churn' && !policyWords(choice.id).usesKeys) return 'knows no keys: any of them may move';
  const weightsThere = new Set(fleet.flatMap(({ weight, takesPart }) => (takesPart ? weight : [])));
  const { weights } = choice.options;
  // Envoy's rule: then nobody is compared, whatever the choices.
  if (choice.id === 'least-request' && weightsThere.size > 1 && weights !== 'never')
    return 'a schedule, as weights differ';
  return null;
}
