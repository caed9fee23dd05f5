import { policyOf } from '../balancer/policies';
import { policyWords } from '../balancer/policy-words';
import type { ActionRequest } from '../domain/action-request';
import { actedOn } from '../domain/impact';
import { formatAddress, type Instance } from '../domain/instance';
import type { SimulatedInstance } from '../simulation/scenario';
import { tableProblem } from '../simulation/table-problem';
import type { SimulationJob } from '../simulator/simulation-job';
import { SimulatorError } from '../simulator/simulator-error';
import type { SaidPolicy } from './said-policy';

const PICKS_EACH = 1_000;
/** Some policies look at every instance for each pick. */
const MOST_LOOKS = 10_000_000;
const MOST_PICKS = 100_000;
/** The same picks for whoever looks, and whenever. */
const SEED = 'preview';

/** An instance as far as its share of the traffic goes. */
export type Member = Pick<Instance, 'id' | 'address' | 'port' | 'weight' | 'health' | 'rotation'>;

/** Picks alone, whose shares are all that is wanted. */
type ImpactJob = ReturnType<typeof sharesJob>;

interface Wanted {
  readonly request: Pick<ActionRequest, 'kind' | 'weight'>;
  readonly targets: ReadonlySet<string>;
  readonly policy: SaidPolicy;
}

/** The picks among those that serve now, and among those that will. */
export function beforeAndAfter(members: readonly Member[], { request: { kind, weight }, targets, policy }: Wanted) {
  const sorted = members.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const before = sorted.filter(({ id }) => kind !== 'register' || !targets.has(id));
  const after = sorted.flatMap((member) => (targets.has(member.id) ? (actedOn(member, kind, weight) ?? []) : member));
  return [before, after].map((some) => sharesJob(some.map(simulated), policy));
}

function sharesJob(members: readonly SimulatedInstance[], { policy, options }: SaidPolicy) {
  // Those alone, so that as many picks come to each: equal parts are then equal to the last digit.
  const instances = members.filter(({ rotation, health }) => rotation === 'in' && health !== 'critical');
  const count = Math.max(1, instances.length);
  const most = Math.min(PICKS_EACH * instances.length, Math.floor(MOST_LOOKS / count), MOST_PICKS);
  const picks = most - (most % count);
  const { learns, usesKeys } = policyWords(policy);
  const shares = {
    instances,
    seed: SEED,
    asked: usesKeys ? { keys: Array.from({ length: picks }, (_, index) => `key-${index}`) } : { requests: picks },
    panicPercent: 0,
    keepPicks: 0,
    // Whoever looks at requests in flight has to have some.
    ...(learns && !usesKeys && { inFlight: 4 * instances.length }),
  };
  return { policy, options, asked: { shares } } satisfies SimulationJob;
}

/** How many picks a job asks for. */
export function picksOf({ asked: { shares } }: ImpactJob): number {
  return 'keys' in shares.asked ? shares.asked.keys.length : shares.asked.requests;
}

/** @throws SimulatorError where the policy would need a larger table than there may be */
export function refuseLargeTable({ policy: id, options, asked }: ImpactJob): void {
  const policy = policyOf(id);
  const problem = policy && tableProblem({ policy, options }, { ...asked.shares, events: [], balancers: 1 });
  if (problem) throw new SimulatorError('simulation-too-large', `${problem}.`);
}

function simulated({ id, address, port, weight, health, rotation }: Member): SimulatedInstance {
  const key = formatAddress(address, port);
  return { id, key, weight: weight ?? 1, health, rotation, slowness: 1, concurrency: 1, queueLimit: null };
}
