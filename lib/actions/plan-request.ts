import type { ActionRequest } from '../domain/action-request';
import { formatAddress, type Instance } from '../domain/instance';
import { inParallel } from '../registry/in-parallel';
import type { Wish } from '../registry/operations';
import { ANSWER_WITHIN_MS, withDeadline } from './deadline';
import { planRegistration } from './plan-registration';
import { isConflict, isRefusal, type PlannedTarget, type Planning } from './planned-target';
import { placeOf, standingOn } from './standing-words';
import { isWholeHost, upstreamOf } from './targets';

const AT_ONCE = 8;

/** Asks every target's registry how it would do it; nothing is written. @throws RegistryError, ActionError */
export async function planTargets(
  request: ActionRequest,
  instances: readonly Instance[],
  { deps, caller, signal }: Planning,
): Promise<readonly PlannedTarget[]> {
  const { feed, clock } = deps;
  if (request.register) return [await planRegistration(request.register, { deps, caller, signal })];
  const wish = wishOf(request);
  const standing = await standingOn(wish.kind === 'drain' || wish.kind === 'restore' ? instances : [], deps);
  const ofWholeHost = isWholeHost(request, caller.identity);
  const planned = new Map<Instance, PlannedTarget>();
  await inParallel(instances, AT_ONCE, async (instance) => {
    const { operations } = upstreamOf(feed, instance.registry).registry;
    const drain = standing.get(placeOf(instance)) ?? null;
    const context = {
      reason: request.reason,
      expected: expectedOf(request, instance),
      undo: wish.kind === 'restore' ? (drain?.step.undo ?? undefined) : undefined,
      isWholeHost: ofWholeHost,
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
      standing: drain,
      answer: checked(answer, context.expected),
    });
  });
  return instances.flatMap((instance) => planned.get(instance) ?? []);
}

function wishOf({ kind, weight }: ActionRequest): Wish {
  if (kind === 'set-weight') return { kind, weight: weight ?? 0 };
  if (kind === 'register') throw new Error('a registration has no targets');
  return { kind };
}

/** Instances may be called like what every object has. */
function expectedOf({ expect = {} }: ActionRequest, { id }: Instance): string | undefined {
  return Object.hasOwn(expect, id) ? expect[id] : undefined;
}

/** What the operator was shown must be what was read, whatever the adapter makes of it. */
function checked(answer: PlannedTarget['answer'], expected: string | undefined): PlannedTarget['answer'] {
  if (isRefusal(answer) || isConflict(answer) || expected === undefined || answer.revision === expected) return answer;
  return { conflict: `It has changed since it was shown: its revision was ${expected} and is ${answer.revision} now.` };
}
