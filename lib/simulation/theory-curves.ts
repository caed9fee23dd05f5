import { pickable } from './pickable';
import type { Arrivals, Scenario, ServiceTime, SimulatedInstance } from './scenario';
import { erlangArrivals, mm1, mmc, supermarket } from './theory';

/** What theory says of the mean time, and which policy it says it of. */
export interface TheoryCurve {
  readonly id: 'each-alone' | 'e-n-m-1' | 'supermarket' | 'one-queue';
  readonly title: string;
  readonly about: string;
  /** In the order of the loads; null where there is no steady state. */
  readonly meanMs: readonly (number | null)[];
}

/** The curves whose assumptions a scenario keeps; in a few words what they are, or why there are none. */
export interface Theory {
  readonly curves: readonly TheoryCurve[];
  readonly note: string;
}

/** What theory says of a sweep of a scenario over these loads (shares of all that can be worked on). */
export function theoryOf(scenario: Scenario, loads: readonly number[]): Theory {
  const instances = pickable(scenario.instances, scenario.panicPercent);
  const [first] = instances;
  const reason = reasonAgainst(scenario, instances);
  if (!first || reason !== null) return { curves: [], note: `no theory ${reason ?? 'without instances'}` };
  const meanMs = scenario.traffic.serviceTime.meanMs * first.slowness;
  const curves = formsOf(scenario, instances).map(({ mean, ...curve }) => ({
    ...curve,
    meanMs: loads.map((load) => (load > 0 && load < 1 ? meanMs * mean(load) : null)),
  }));
  return { curves, note: 'thin lines are theory: Poisson arrivals, exponential times, all alike' };
}

interface Form extends Omit<TheoryCurve, 'meanMs'> {
  /** In units of the mean work. */
  readonly mean: (rho: number) => number;
}

function formsOf({ balancers, staleMs }: Scenario, instances: readonly SimulatedInstance[]): readonly Form[] {
  const count = instances.length;
  const concurrency = instances[0]?.concurrency ?? 1;
  const servers = instances.reduce((sum, instance) => sum + instance.concurrency, 0);
  const oneQueue: Form = {
    id: 'one-queue',
    title: `M/M/${servers}`,
    about: 'one queue for all: no balancer can be better',
    mean: (rho) => mmc(servers, rho),
  };
  // One alone is one queue; and to be picked alike they have to weigh alike.
  if (count === 1 || !areAlike(instances, 'weight') || !areAlike(instances, 'concurrency')) return [oneQueue];
  const eachAlone: Form = {
    id: 'each-alone',
    title: concurrency === 1 ? 'M/M/1' : `M/M/${concurrency} each`,
    about: 'random',
    mean: (rho) => (concurrency === 1 ? mm1(rho) : mmc(concurrency, rho)),
  };
  // The other two are of instances that work on one at a time, and of one balancer that knows all.
  if (concurrency > 1 || balancers > 1 || staleMs > 0) return [eachAlone, oneQueue];
  return [
    eachAlone,
    { id: 'e-n-m-1', title: `E${count}/M/1`, about: 'round robin', mean: (rho) => erlangArrivals(count, rho) },
    {
      id: 'supermarket',
      title: 'Supermarket',
      about: 'two choices among very many',
      mean: (rho) => supermarket(2, rho),
    },
    oneQueue,
  ];
}

const ARRIVALS: Readonly<Record<Exclude<Arrivals['kind'], 'poisson'>, string>> = {
  constant: 'for constant arrivals',
  bursts: 'for bursts',
  trace: 'for recorded arrivals',
};

const TIMES: Readonly<Record<Exclude<ServiceTime['kind'], 'exponential'>, string>> = {
  constant: 'for constant times',
  'log-normal': 'for log-normal times',
};

/** Why no curve is of this scenario; null where one is. */
function reasonAgainst({ traffic, events }: Scenario, instances: readonly SimulatedInstance[]): string | null {
  const { arrivals, serviceTime, timeoutMs } = traffic;
  if (arrivals.kind !== 'poisson') return ARRIVALS[arrivals.kind];
  if (serviceTime.kind !== 'exponential') return TIMES[serviceTime.kind];
  if (!areAlike(instances, 'slowness')) return 'for instances of unequal speed';
  if (timeoutMs !== null) return 'where requests are given up';
  if (instances.some(({ queueLimit }) => queueLimit !== null)) return 'where queues are limited';
  return events.length > 0 ? 'where the fleet changes' : null;
}

function areAlike(instances: readonly SimulatedInstance[], property: 'slowness' | 'concurrency' | 'weight'): boolean {
  return instances.every((instance) => instance[property] === instances[0]?.[property]);
}
