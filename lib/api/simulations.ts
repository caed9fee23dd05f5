import { OptionError } from '../balancer/option-error';
import { policyOf } from '../balancer/policies';
import type { PolicyOptions } from '../balancer/policy';
import { formatAddress } from '../domain/instance';
import type { ChosenPolicy } from '../simulation/run';
import type { Scenario, SimulatedInstance } from '../simulation/scenario';
import type { SharesAsked } from '../simulation/simulate-shares';
import { type Tabled, tableProblem } from '../simulation/table-problem';
import type { SimulationJob } from '../simulator/simulation-job';
import { SimulatorError } from '../simulator/simulator-error';
import { Problem } from './problem';
import type { SimulationRequest } from './simulation-schemas';

/**
 * A request as the simulator takes it.
 *
 * @throws Problem `malformed` for what the policy's system would refuse, or not use
 * @throws SimulatorError for too large a table
 */
export function simulationJob(asked: SimulationRequest): SimulationJob {
  const { policy, options = {}, seed = '1', panicPercent = 0, mostPicks } = asked;
  const job = { policy, options, ...(mostPicks !== undefined && { mostPicks }) };
  const chosen = chosenPolicy(policy, options);
  const common = { instances: asked.instances.map(simulatedInstance), seed: String(seed), panicPercent };
  if (asked.traffic) {
    const load = scenarioOf(asked.traffic, common);
    refuseTables(chosen, load);
    return { ...job, asked: { load } };
  }
  refuseTables(chosen, { ...common, events: [], balancers: 1 });
  if (asked.hashes && chosen.policy.hashBits === 0)
    throw new Problem('malformed', `hashes: ${policy} has no use for them`);
  const shares: SharesAsked = {
    ...common,
    asked: picksOf(asked),
    keepPicks: Number.POSITIVE_INFINITY,
    ...(asked.inFlight !== undefined && { inFlight: asked.inFlight }),
  };
  return { ...job, asked: { shares } };
}

function refuseTables(chosen: ChosenPolicy, tabled: Tabled): void {
  const problem = tableProblem(chosen, tabled);
  if (problem !== null) throw new SimulatorError('simulation-too-large', `${problem}.`);
}

function chosenPolicy(id: string, options: PolicyOptions): ChosenPolicy {
  const policy = policyOf(id);
  if (!policy) throw new Problem('malformed', `policy: there is no ${id}`);
  try {
    policy.create(options, { random: () => 0, now: () => 0 });
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    const named = Object.keys(policy.defaults).find((name) => error.message.includes(name));
    throw new Problem('malformed', `options${named === undefined ? '' : `.${named}`}: ${error.message}`);
  }
  return { policy, options };
}

function simulatedInstance(given: SimulationRequest['instances'][number]): SimulatedInstance {
  const { id, address = '', port = 0 } = given;
  return {
    id,
    key: address === '' ? id : formatAddress(address, port),
    weight: given.weight ?? 1,
    health: given.health ?? 'passing',
    rotation: given.rotation ?? 'in',
    slowness: given.slowness ?? 1,
    concurrency: given.concurrency ?? 1,
    queueLimit: given.queueLimit ?? null,
  };
}

function picksOf({ requests = 0, keys, hashes }: SimulationRequest): SharesAsked['asked'] {
  if (keys) return { keys };
  return hashes ? { hashes: hashes.map(BigInt) } : { requests };
}

function scenarioOf(
  traffic: NonNullable<SimulationRequest['traffic']>,
  common: Pick<Scenario, 'instances' | 'seed' | 'panicPercent'>,
): Scenario {
  const { requests, arrivals, serviceTime } = traffic;
  return {
    ...common,
    traffic: {
      requests,
      warmUp: traffic.warmUp ?? Math.floor(requests / 20),
      arrivals,
      serviceTime,
      keys: traffic.keys ?? { kind: 'none' },
      timeoutMs: traffic.timeoutMs ?? null,
      retries: traffic.retries ?? 0,
      limitMs: traffic.limitMs ?? null,
    },
    events: traffic.events ?? [],
    balancers: traffic.balancers ?? 1,
    staleMs: traffic.staleMs ?? 0,
  };
}
