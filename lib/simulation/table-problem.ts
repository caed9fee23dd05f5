import type { ChosenPolicy } from './run';
import type { Scenario } from './scenario';

/** Points of all balancers' tables together: about 120 MB of them. */
const MOST_POINTS = 10_000_000;

/** What decides how large the tables of a run are. */
export type Tabled = Pick<Scenario, 'events' | 'balancers'> & {
  readonly instances: readonly { readonly id: string; readonly weight: number }[];
};

/** Why a policy's tables would be too large, at the start or after an event; null where they would not. */
export function tableProblem(
  { policy, options }: ChosenPolicy,
  { instances, events, balancers }: Tabled,
): string | null {
  for (const weights of weightsInTurn(instances, events)) {
    const problem = policy.fleetProblem(options, weights);
    if (problem !== null) return problem;
    const points = balancers * policy.tablePoints(options, weights);
    if (points > MOST_POINTS)
      return `${policy.id}: ${balancers} balancers would have ${points.toLocaleString('en')} points in their tables, at most ${MOST_POINTS.toLocaleString('en')} can be had`;
  }
  return null;
}

/** At the start, and after each event that changes one. */
function* weightsInTurn(instances: Tabled['instances'], events: Scenario['events']): Generator<readonly number[]> {
  const now = new Map(instances.map(({ id, weight }) => [id, weight]));
  yield [...now.values()];
  for (const event of events.toSorted((one, other) => one.atMs - other.atMs)) {
    if (event.kind !== 'weight' || !now.has(event.instance)) continue;
    yield [...now.set(event.instance, event.weight).values()];
  }
}

/** The most points the tables of all balancers have together, at the start or after an event. */
export function mostTablePoints({ policy, options }: ChosenPolicy, { instances, events, balancers }: Tabled): number {
  const points = Array.from(weightsInTurn(instances, events), (weights) => policy.tablePoints(options, weights));
  return balancers * Math.max(...points);
}
