import { policyOf } from '../balancer/policies';
import { capacityOf, pickable } from '../simulation/pickable';
import type { ChosenPolicy } from '../simulation/run';
import type { Arrivals, Keys, Scenario, ServiceTime, SimulatedInstance } from '../simulation/scenario';
import type { ChurnAsked } from '../simulation/simulate-churn';
import { type FleetMember, madeUpFleet } from './simulation-fleet';
import type { PolicyChoice, Setup } from './simulation-setup';

/** How broad a log-normal service time is, and how many requests come at once in bursts. */
const LOG_NORMAL_SIGMA = 1;
const BURST = 10;
/** One in so many requests is sent before anything is counted. */
const WARM_UP = 15;
const MOST_CHURN_KEYS = 100_000;

/** A member that takes part, with its place in the fleet. */
export interface Participant extends SimulatedInstance {
  readonly place: number;
}

/** Those that take part; two of the same address are told apart. */
export function participants(setup: Setup): readonly Participant[] {
  const taking = setup.fleet.map((member, place) => ({ member, place })).filter(({ member }) => member.takesPart);
  const heaviest = heaviestOf(setup.fleet);
  const taken = new Set<string>();
  return taking.map(({ member, place }) => ({
    ...simulated(member, setup, heaviest),
    id: freeName(member.key, taken),
    place,
  }));
}

/** The key, numbered where it is taken; which it is from then on. */
function freeName(key: string, taken: Set<string>): string {
  let name = key;
  for (let count = 2; taken.has(name); count++) name = `${key} #${count}`;
  taken.add(name);
  return name;
}

/** Requests a second: those that reach the chosen load, or as they were recorded. */
export function ratePerSecond(setup: Setup): number {
  if (setup.arrivals === 'recorded') {
    const { values } = setup.trace ?? {};
    return values ? (1000 * values.length) / (values.at(-1) ?? 1) : 0;
  }
  return (capacityPerSecond(setup) * setup.loadPercent) / 100;
}

/** Whether too few are healthy, so that critical ones get requests too. */
export function isPanicking(setup: Setup): boolean {
  return pickable(participants(setup), setup.panicPercent).some(({ health }) => health === 'critical');
}

/**
 * Requests a second that the fleet can answer, which the load is a share of: its healthy ones in rotation that have a
 * weight, whether or not they take part. Who is left out leaves the traffic as it is, as a drain does.
 */
export function capacityPerSecond(setup: Setup): number {
  const inRotation = setup.fleet.filter(({ rotation }) => rotation === 'in');
  const healthy = inRotation.filter(({ health, weight }) => health !== 'critical' && weight > 0);
  const able = [healthy, inRotation, setup.fleet].find((some) => some.length > 0) ?? [];
  const heaviest = heaviestOf(setup.fleet);
  const all = able.map((member) => simulated({ ...member, health: 'passing' }, setup, heaviest));
  return (1000 * capacityOf(all, setup.panicPercent)) / setup.meanMs;
}

/** Requests a second that those who get any can answer. */
export function pickableCapacity(setup: Setup): number {
  return (1000 * capacityOf(participants(setup), setup.panicPercent)) / setup.meanMs;
}

function heaviestOf(fleet: Setup['fleet']): number {
  return fleet.reduce((most, { weight }) => Math.max(most, weight), 0);
}

export function warmUpOf({ requests }: Pick<Setup, 'requests'>): number {
  return Math.floor(requests / WARM_UP);
}

/** What the engine runs. */
export function scenarioOf(setup: Setup): Scenario {
  const instances = participants(setup);
  const idAt = new Map(instances.map(({ place, id }) => [place, id]));
  return {
    seed: setup.seed,
    instances,
    traffic: {
      requests: setup.requests,
      warmUp: warmUpOf(setup),
      arrivals: arrivalsOf(setup),
      serviceTime: serviceTimeOf(setup),
      keys: keysOf(setup),
      timeoutMs: setup.timeoutMs || null,
      retries: setup.retries,
      limitMs: setup.limitMs || null,
    },
    events: setup.events.flatMap(({ place, ...event }) => {
      const instance = idAt.get(place);
      return instance === undefined ? [] : [{ ...event, instance }];
    }),
    balancers: setup.balancers,
    staleMs: setup.staleMs,
    panicPercent: setup.panicPercent,
  };
}

/** What the requests are hashed by. */
export function keysOf({ keysFrom, keyFile, keyCount, keySkew }: Setup): Keys {
  if (keysFrom === 'recorded') return { kind: 'list', keys: keyFile?.values ?? [] };
  return { kind: 'zipf', count: keyCount, exponent: keySkew };
}

/** The different keys whose owners are looked at before and after. */
export function churnKeysOf({ requests, keysFrom, keyFile }: Setup): readonly string[] {
  const most = Math.min(requests, MOST_CHURN_KEYS);
  if (keysFrom === 'recorded') return [...new Set(keyFile?.values)].slice(0, most);
  return Array.from({ length: most }, (_, key) => `key-${key}`);
}

/** Who leaves or joins. */
export function churnOf(setup: Setup): Omit<ChurnAsked, 'keys'> {
  const instances = participants(setup);
  const { change, seed, panicPercent } = setup;
  if (change.kind === 'remove') {
    const ids = instances.filter(({ place }) => change.places.includes(place)).map(({ id }) => id);
    return { instances, seed, panicPercent, change: { kind: 'remove', ids } };
  }
  const heaviest = heaviestOf(setup.fleet);
  const joining = madeUpFleet(change.count, [heaviest || 1]).map((member, index) => ({
    ...simulated(member, setup, heaviest),
    id: `new ${index + 1}`,
    // An address that no made-up fleet has.
    key: `10.1.0.${index + 1}:8080`,
  }));
  return { instances, seed, panicPercent, change: { kind: 'add', instances: joining } };
}

/** A choice the engine takes; what a link names has been looked up before. */
export function chosenPolicy({ id, options }: PolicyChoice): ChosenPolicy {
  const policy = policyOf(id);
  if (!policy) throw new RangeError(`no policy ${id}`);
  return { policy, options };
}

function simulated(member: FleetMember, setup: Setup, heaviest: number): SimulatedInstance {
  const { key, weight, health, slowness } = member;
  const byWeight = setup.isWeightCapacity && weight > 0 ? heaviest / weight : 1;
  return {
    id: key,
    key,
    weight,
    health,
    rotation: 'in',
    slowness: slowness * byWeight,
    concurrency: setup.concurrency,
    queueLimit: setup.queueLimit || null,
  };
}

function arrivalsOf(setup: Setup): Arrivals {
  if (setup.arrivals === 'recorded') return { kind: 'trace', atMs: setup.trace?.values ?? [] };
  // Without anybody to ask requests still come: the answer then says that nobody answers.
  const rate = ratePerSecond(setup) || 1;
  if (setup.arrivals === 'bursts') return { kind: 'bursts', ratePerSecond: rate, size: BURST };
  return { kind: setup.arrivals, ratePerSecond: rate };
}

function serviceTimeOf({ serviceTime, meanMs }: Setup): ServiceTime {
  if (serviceTime === 'log-normal') return { kind: serviceTime, meanMs, sigma: LOG_NORMAL_SIGMA };
  return { kind: serviceTime, meanMs };
}
