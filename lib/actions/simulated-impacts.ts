import type { ActionRequest } from '../domain/action-request';
import type { Clock } from '../domain/clock';
import type { Impact } from '../domain/impact';
import type { SimulatedImpact } from '../domain/simulated-impact';
import type { Feed } from '../feed/feed';
import type { Simulator } from '../simulator/simulator';
import { isSimulatorError } from '../simulator/simulator-error';
import { beforeAndAfter, type Member, picksOf, refuseLargeTable } from './impact-jobs';
import type { PlannedTarget } from './planned-target';
import { type SaidPolicies, saidPolicy } from './said-policy';

/** Shares of a thousandth tell nobody anything. */
const MOST_INSTANCES = 300;
const MOST_SERVICES = 10;
/** Whoever looks at a preview wants to go on. For all services together. */
const LIMIT_MS = 5_000;
const TOO_LATE = `There was no answer within ${LIMIT_MS / 1000} s.`;
export interface Simulating {
  readonly feed: Feed;
  readonly clock: Clock;
  readonly simulator: Pick<Simulator, 'answers'>;
  readonly said: SaidPolicies;
}

interface Acting {
  readonly request: Pick<ActionRequest, 'kind' | 'weight' | 'register'>;
  readonly planned: readonly Pick<PlannedTarget, 'registry' | 'service' | 'instance'>[];
  readonly signal: AbortSignal;
}

/**
 * Who would be picked how often by the policies that the touched services are said to use: of the first few services,
 * in threads of the simulator's, since tables of some policies take long to build.
 */
export async function simulatedImpacts(
  { feed, clock, simulator, said }: Simulating,
  services: readonly Impact[],
  { request, planned, signal }: Acting,
): Promise<readonly SimulatedImpact[]> {
  const simulated: SimulatedImpact[] = [];
  const endsAt = clock.now() + LIMIT_MS;
  for (const { registry, service, shares } of services.slice(0, MOST_SERVICES)) {
    const place = { registry, service };
    const policy = saidPolicy(said, place);
    const known = feed.upstream(registry)?.catalog.services.get(service)?.instances;
    // Of the moment the shares by weight are of.
    const members = shares.flatMap(({ instance }) => known?.get(instance) ?? newMember(instance, request));
    if (members.length === 0) continue;
    if (members.length > MOST_INSTANCES) {
      const problem = `It has more than ${MOST_INSTANCES} instances.`;
      simulated.push({ ...place, ...policy, picks: 0, shares: [], problem });
      continue;
    }
    const targets = new Set(planned.flatMap((target) => (isIn(target, place) ? target.instance : [])));
    const jobs = beforeAndAfter(members, { request, targets, policy });
    try {
      for (const job of jobs) refuseLargeTable(job);
      const answers = await simulator.answers(jobs, signal, Math.max(0, endsAt - clock.now()));
      const [before, after] = answers.map(({ counts }) => shareOf(counts));
      const told = members.map(({ id }) => ({ instance: id, before: before?.(id) ?? 0, after: after?.(id) ?? 0 }));
      const picks = jobs.reduce((sum, job) => sum + picksOf(job), 0);
      simulated.push({ ...place, ...policy, picks, shares: told, problem: null });
    } catch (error) {
      if (!isSimulatorError(error)) throw error;
      const problem = error.code === 'simulation-too-long' ? TOO_LATE : error.message;
      simulated.push({ ...place, ...policy, picks: 0, shares: [], problem });
    }
  }
  return simulated;
}

function shareOf(counts: Readonly<Record<string, number>>): (instance: string) => number {
  const known = new Map(Object.entries(counts));
  const total = [...known.values()].reduce((sum, count) => sum + count, 0);
  return (instance) => (total === 0 ? 0 : (known.get(instance) ?? 0) / total);
}

interface Place {
  readonly registry: string;
  readonly service: string;
}

function isIn(one: Place, other: Place): boolean {
  return one.registry === other.registry && one.service === other.service;
}

function newMember(id: string, { register }: Acting['request']): readonly Member[] {
  if (!register) return [];
  const { address, port, weight } = register;
  return [{ id, address, port, weight: weight ?? null, health: 'passing', rotation: 'in' }];
}
