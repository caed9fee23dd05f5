import { setImmediate as letOthersRun } from 'node:timers/promises';
import { policyOf } from '../balancer/policies';
import { policyWords } from '../balancer/policy-words';
import type { ActionRequest } from '../domain/action-request';
import { actedOn, type Impact } from '../domain/impact';
import { formatAddress, type Instance } from '../domain/instance';
import type { SimulatedImpact } from '../domain/simulated-impact';
import type { Feed } from '../feed/feed';
import type { ChosenPolicy } from '../simulation/run';
import type { SimulatedInstance } from '../simulation/scenario';
import { simulateShares } from '../simulation/simulate-shares';
import type { PlannedTarget } from './planned-target';
import { type SaidPolicies, saidPolicy } from './said-policy';

/** More would keep whoever looks waiting, and shares of a thousandth tell nobody anything. */
const MOST_INSTANCES = 300;
const MOST_SERVICES = 10;
const PICKS_EACH = 1_000;
/** Some policies look at every instance for each pick. */
const MOST_LOOKS = 10_000_000;
const MOST_PICKS = 100_000;
/** The same picks for whoever looks, and whenever. */
const SEED = 'preview';

type Member = Pick<Instance, 'id' | 'address' | 'port' | 'weight' | 'health' | 'rotation'>;

interface Acting {
  readonly request: Pick<ActionRequest, 'kind' | 'weight' | 'register'>;
  readonly planned: readonly Pick<PlannedTarget, 'registry' | 'service' | 'instance'>[];
  readonly said: SaidPolicies;
  readonly signal: AbortSignal;
}

/** Who would be picked how often by the policies that the touched services are said to use; few and small services only. */
export async function simulatedImpacts(
  feed: Feed,
  services: readonly Impact[],
  acting: Acting,
): Promise<readonly SimulatedImpact[]> {
  const simulated: SimulatedImpact[] = [];
  for (const { registry, service, shares } of services.slice(0, MOST_SERVICES)) {
    const known = feed.upstream(registry)?.catalog.services.get(service)?.instances;
    // Of the moment the shares by weight are of.
    const members = shares.flatMap(({ instance }) => known?.get(instance) ?? newMember(instance, acting.request));
    if (members.length === 0 || members.length > MOST_INSTANCES) continue;
    simulated.push({ registry, service, ...(await simulate({ registry, service }, members, acting)) });
  }
  return simulated;
}

async function simulate(
  place: Place,
  members: readonly Member[],
  { request: { kind, weight }, planned, said, signal }: Acting,
): Promise<Omit<SimulatedImpact, 'registry' | 'service'>> {
  const { policy: id, options, isConfigured } = saidPolicy(said, place);
  const targets = new Set(planned.flatMap((target) => (isIn(target, place) ? target.instance : [])));
  const policy = policyOf(id);
  if (!policy) throw new Error(`no policy ${id}`);
  const sorted = members.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const isNew = ({ id: member }: Member) => kind === 'register' && targets.has(member);
  const chosen = { policy, options };
  const before = await sharesOf(sorted.filter((member) => !isNew(member)).map(simulated), chosen, signal);
  const left = sorted.flatMap((member) => (targets.has(member.id) ? (actedOn(member, kind, weight) ?? []) : member));
  const after = await sharesOf(left.map(simulated), chosen, signal);
  const shares = members.map(({ id: instance }) => ({
    instance,
    before: before.shares.get(instance) ?? 0,
    after: after.shares.get(instance) ?? 0,
  }));
  return { policy: id, options, isConfigured, picks: before.picks + after.picks, shares };
}

async function sharesOf(
  members: readonly SimulatedInstance[],
  chosen: ChosenPolicy,
  signal: AbortSignal,
): Promise<{ readonly picks: number; readonly shares: ReadonlyMap<string, number> }> {
  // Those alone, so that as many picks come to each: equal parts are then equal to the last digit.
  const instances = members.filter(({ rotation, health }) => rotation === 'in' && health !== 'critical');
  const count = Math.max(1, instances.length);
  const picks = Math.min(PICKS_EACH * instances.length, Math.floor(MOST_LOOKS / count), MOST_PICKS);
  const { learns, usesKeys } = policyWords(chosen.policy.id);
  const run = simulateShares(
    {
      instances,
      seed: SEED,
      asked: usesKeys ? { keys: Array.from({ length: picks }, (_, index) => `key-${index}`) } : { requests: picks },
      panicPercent: 0,
      keepPicks: 0,
      // Whoever looks at requests in flight has to have some.
      ...(learns && !usesKeys && { inFlight: 4 * instances.length }),
    },
    chosen,
  );
  for (;;) {
    const step = run.next();
    if (step.done) {
      return { picks, shares: new Map(step.value.shares.shares.map(({ instance, share }) => [instance, share])) };
    }
    await letOthersRun();
    signal.throwIfAborted();
  }
}

interface Place {
  readonly registry: string;
  readonly service: string;
}

function isIn(one: Place, other: Place): boolean {
  return one.registry === other.registry && one.service === other.service;
}

function simulated({ id, address, port, weight, health, rotation }: Member): SimulatedInstance {
  const key = formatAddress(address, port);
  return { id, key, weight: weight ?? 1, health, rotation, slowness: 1, concurrency: 1, queueLimit: null };
}

function newMember(id: string, { register }: Acting['request']): readonly Member[] {
  if (!register) return [];
  const { address, port, weight } = register;
  return [{ id, address, port, weight: weight ?? null, health: 'passing', rotation: 'in' }];
}
