import type { Caller } from '../access/caller';
import type { ActionRequest } from '../domain/action-request';
import type { Clock } from '../domain/clock';
import type { Impact } from '../domain/impact';
import { impactOf } from '../domain/impact';
import { formatAddress, type Instance } from '../domain/instance';
import type { Feed } from '../feed/feed';
import { inParallel } from '../registry/in-parallel';
import type { Order, Plan, PlanConflict, Refusal, Wish } from '../registry/operations';
import type { Storage } from '../storage/storage';
import { withDeadline } from './deadline';
import { standingDrains } from './holdings';
import type { Before } from './outcome';
import { upstreamOf } from './targets';

export interface PlanDeps {
  readonly feed: Feed;
  readonly storage: Pick<Storage, 'db'>;
  readonly clock: Clock;
}

/** One target, and what its registry says to the wish. */
export interface PlannedTarget {
  readonly registry: string;
  readonly service: string;
  readonly instance: string;
  readonly address: string;
  readonly format: string;
  /** Null for one that is not there yet. */
  readonly before: Before | null;
  readonly answer: Plan | Refusal | PlanConflict;
}

const AT_ONCE = 8;
const ANSWER_WITHIN_MS = 5_000;

/** Asks every target's registry how it would do it; nothing is written. @throws RegistryError, ActionError */
export async function planTargets(
  request: ActionRequest,
  instances: readonly Instance[],
  { deps, caller, signal }: { readonly deps: PlanDeps; readonly caller: Caller; readonly signal: AbortSignal },
): Promise<readonly PlannedTarget[]> {
  const { feed, clock } = deps;
  if (request.register) return [await planNew(request.register, { deps, caller, signal })];
  const wish = wishOf(request);
  const undos = wish.kind === 'restore' ? await undosOf(instances, deps) : new Map<string, Order>();
  const planned = new Map<Instance, PlannedTarget>();
  await inParallel(instances, AT_ONCE, async (instance) => {
    const { operations } = upstreamOf(feed, instance.registry).registry;
    const context = {
      reason: request.reason,
      expected: request.expect?.[instance.id],
      undo: undos.get(placeOf(instance)),
      credential: caller.credentialFor(instance.registry),
    };
    const answer = operations
      ? await withDeadline(
          (late) => operations.plan(instance, wish, context, late),
          { clock, ms: ANSWER_WITHIN_MS },
          signal,
        )
      : { refusal: `Rollcall cannot act on registry "${instance.registry}".` };
    planned.set(instance, {
      registry: instance.registry,
      service: instance.service,
      instance: instance.id,
      address: formatAddress(instance.address, instance.port),
      format: instance.format,
      before: { rotation: instance.rotation, weight: instance.weight },
      answer: checked(answer, context.expected),
    });
  });
  return instances.flatMap((instance) => planned.get(instance) ?? []);
}

/** What the action leaves of every service it touches. */
export function impactsOf(
  feed: Feed,
  { kind, weight }: Pick<ActionRequest, 'kind' | 'weight'>,
  targets: readonly Pick<PlannedTarget, 'registry' | 'service' | 'instance'>[],
): readonly Impact[] {
  if (kind === 'register') return [];
  const byService = Map.groupBy(targets, ({ registry, service }) => JSON.stringify([registry, service]));
  return [...byService.values()].flatMap((among) => {
    const [first] = among;
    const members = first && feed.upstream(first.registry)?.catalog.services.get(first.service)?.instances;
    if (!members) return [];
    const { registry, service } = first;
    const acted = new Set(among.map(({ instance }) => instance));
    return [{ registry, service, ...impactOf([...members.values()], acted, { kind, weight }) }];
  });
}

export function isRefusal(answer: PlannedTarget['answer']): answer is Refusal {
  return 'refusal' in answer;
}

export function isConflict(answer: PlannedTarget['answer']): answer is PlanConflict {
  return 'conflict' in answer;
}

async function planNew(
  { registry, ...registration }: NonNullable<ActionRequest['register']>,
  { deps, caller, signal }: { readonly deps: PlanDeps; readonly caller: Caller; readonly signal: AbortSignal },
): Promise<PlannedTarget> {
  const { operations } = upstreamOf(deps.feed, registry).registry;
  const context = { credential: caller.credentialFor(registry) };
  const answer = operations
    ? await withDeadline(
        (late) => operations.planRegistration(registration, context, late),
        { clock: deps.clock, ms: ANSWER_WITHIN_MS },
        signal,
      )
    : { refusal: `Rollcall cannot act on registry "${registry}".` };
  return {
    registry,
    service: registration.service,
    instance: 'instance' in answer ? answer.instance : '',
    address: formatAddress(registration.address, registration.port),
    format: '',
    before: null,
    answer,
  };
}

function wishOf({ kind, weight }: ActionRequest): Wish {
  if (kind === 'set-weight') return { kind, weight: weight ?? 0 };
  if (kind === 'register') throw new Error('a registration has no targets');
  return { kind };
}

/** What takes back the drain that stands on each of these instances; of several the newest. */
async function undosOf(instances: readonly Instance[], { storage }: PlanDeps): Promise<ReadonlyMap<string, Order>> {
  const standing = await standingDrains(
    storage.db,
    instances.map(({ registry, id }) => ({ registry, instance: id })),
  );
  const undos = new Map<string, Order>();
  for (const { step } of standing) {
    const place = `${step.registry}/${step.instance}`;
    if (step.undo && !undos.has(place)) undos.set(place, step.undo);
  }
  return undos;
}

function placeOf({ registry, id }: Instance): string {
  return `${registry}/${id}`;
}

/** What the operator was shown must be what was read, whatever the adapter makes of it. */
function checked(answer: PlannedTarget['answer'], expected: string | undefined): PlannedTarget['answer'] {
  if (isRefusal(answer) || isConflict(answer) || expected === undefined || answer.revision === expected) return answer;
  return { conflict: `It has changed since it was shown: its revision was ${expected} and is ${answer.revision} now.` };
}
