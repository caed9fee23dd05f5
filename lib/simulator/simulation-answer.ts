import { policyOf } from '../balancer/policies';
import type { LoadAnswer } from '../simulation/load-answer';
import type { ChosenPolicy } from '../simulation/run';
import type { ShareStatistics } from '../simulation/share-statistics';
import { simulateLoad } from '../simulation/simulate-load';
import { simulateShares } from '../simulation/simulate-shares';
import type { SimulationJob } from './simulation-job';

/** How many of the first picks an answer has. */
export const KEPT_PICKS = 100_000;
/** Of the strip of queues. */
const COLUMNS = 60;

/** What the API answers. */
export interface SimulationAnswer {
  readonly policy: string;
  /** By id; null where there was no instance. */
  readonly picks: readonly (string | null)[];
  /** Of all picks, the warm-up with them. */
  readonly counts: Readonly<Record<string, number>>;
  readonly statistics: ShareStatistics & { readonly longestRun: number } & (
      | { readonly withoutInstance: number }
      | Omit<LoadAnswer, 'policy' | 'shares' | 'longestRun' | 'firstPicks'>
    );
}

/** Runs to the end, however long that takes. @throws OptionError and OverloadError */
export function simulationAnswer({
  policy: id,
  options,
  asked,
  mostPicks = KEPT_PICKS,
}: SimulationJob): SimulationAnswer {
  const policy = policyOf(id);
  if (!policy) throw new Error(`no policy ${id}`);
  const chosen = { policy, options };
  if ('load' in asked) return ofLoad(asked.load, chosen, mostPicks);
  return ofShares({ ...asked.shares, keepPicks: Math.min(asked.shares.keepPicks, mostPicks) }, chosen);
}

function ofShares(
  asked: Extract<SimulationJob['asked'], { readonly shares: unknown }>['shares'],
  chosen: ChosenPolicy,
): SimulationAnswer {
  const { policy, picks, shares, ...rest } = ended(simulateShares(asked, chosen));
  const counts = Object.fromEntries(shares.shares.map(({ instance, picks: count }) => [instance, count]));
  return { policy, picks: named(picks, asked.instances), counts, statistics: { ...shares, ...rest } };
}

function ofLoad(
  scenario: Extract<SimulationJob['asked'], { readonly load: unknown }>['load'],
  chosen: ChosenPolicy,
  mostPicks: number,
): SimulationAnswer {
  const keep = { picks: mostPicks, columns: COLUMNS };
  const { policy, firstPicks, shares, ...rest } = ended(simulateLoad(scenario, chosen, keep));
  const counts = Object.fromEntries(rest.instances.map(({ id, sent }) => [id, sent]));
  return { policy, picks: named(firstPicks, scenario.instances), counts, statistics: { ...shares, ...rest } };
}

function named(places: readonly number[], instances: readonly { readonly id: string }[]): (string | null)[] {
  return places.map((place) => instances[place]?.id ?? null);
}

function ended<Answer>(simulation: Generator<number, Answer>): Answer {
  for (;;) {
    const next = simulation.next();
    if (next.done) return next.value;
  }
}
