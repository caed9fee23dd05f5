import type { Caller } from '../access/caller';
import type { ActionRequest } from '../domain/action-request';
import type { NewAuditRecord } from '../domain/audit';
import { isoTime } from '../domain/clock';
import { refuseToAct } from '../domain/identity';
import type { AuditStore } from '../storage/audit-store';
import { ActionError } from './action-error';
import { impactsOf, isConflict, isRefusal, type PlanDeps, type PlannedTarget, planTargets } from './plan-request';
import { endangered } from './preview';
import type { StoredAction, StoredStep } from './stored-action';
import { resolveTargets } from './targets';

export interface SubmitDeps extends PlanDeps {
  readonly audit: Pick<AuditStore, 'record'>;
  readonly newId: () => string;
}

/** What is shown of a value in the audit, in characters. */
const VALUE_LIMIT = 10_000;
/** How many are named in a sentence. */
const NAMED = 5;

type Place = Pick<PlannedTarget, 'registry' | 'service' | 'instance'>;

/**
 * The action that a request asks for, checked and not yet kept; whatever keeps it from being done is in the audit.
 * @throws ActionError, RegistryError
 */
export async function prepareAction(
  request: ActionRequest,
  { deps, caller, signal }: { readonly deps: SubmitDeps; readonly caller: Caller; readonly signal: AbortSignal },
): Promise<{ readonly action: StoredAction; readonly planned: readonly PlannedTarget[] }> {
  const refuse = async (places: readonly Place[], error: ActionError): Promise<never> => {
    for (const place of places) {
      await deps.audit.record(auditRecord(request, caller, { ...place, outcome: 'refused', detail: error.message }));
    }
    throw error;
  };
  const instances = request.register ? [] : resolveTargets(deps.feed, request.targets);
  const places: readonly Place[] = request.register
    ? [{ ...request.register, instance: '' }]
    : instances.map(({ registry, service, id }) => ({ registry, service, instance: id }));
  const forbidden = places.filter((place) => refuseToAct(caller.identity, place) !== null);
  const [first] = forbidden;
  if (first) await refuse(forbidden, new ActionError('forbidden', refuseToAct(caller.identity, first) ?? ''));

  const planned = await planTargets(request, instances, { deps, caller, signal });
  const refused = planned.filter(({ answer }) => isRefusal(answer));
  if (refused.length > 0) await refuse(refused, new ActionError('refused', refusalWords(refused)));
  const missing = unconfirmed(request, endangered(impactsOf(deps.feed, request, planned)));
  if (missing.length > 0) {
    const names = missing.map((name) => `"${name}"`).join(', ');
    const words = `This takes more than half of ${names} or leaves nothing in rotation. To go on, give the name in confirm.`;
    await refuse(
      planned.filter(({ service }) => missing.includes(service)),
      new ActionError('confirmation-required', words),
    );
  }
  return { action: newAction(request, { deps, caller, planned }), planned };
}

/** Keeps in the audit that it is about to be done, with what is there and what will be. @throws StorageError */
export async function recordAttempts(
  request: ActionRequest,
  { action, planned }: { readonly action: StoredAction; readonly planned: readonly PlannedTarget[] },
  { audit, caller }: { readonly audit: SubmitDeps['audit']; readonly caller: Caller },
): Promise<void> {
  await Promise.all(
    planned.map((target) => {
      const writes = 'writes' in target.answer ? target.answer.writes : [];
      const values = (of: 'before' | 'after') =>
        writes.flatMap((write) => (write[of] == null ? [] : [`${write.what}: ${write[of]}`]));
      const textOf = (lines: readonly string[]) =>
        lines.length === 0 ? undefined : lines.join('\n').slice(0, VALUE_LIMIT);
      return audit.record({
        ...auditRecord(request, caller, { ...target, outcome: 'attempted' }),
        action: action.id,
        before: textOf(values('before')),
        after: textOf(values('after')),
      });
    }),
  );
}

function newAction(
  request: ActionRequest,
  {
    deps,
    caller,
    planned,
  }: { readonly deps: SubmitDeps; readonly caller: Caller; readonly planned: readonly PlannedTarget[] },
): StoredAction {
  const now = deps.clock.now();
  const { kind, reason, weight, revertAfterSeconds } = request;
  const dueAt = revertAfterSeconds === undefined ? null : now + revertAfterSeconds * 1_000;
  return {
    id: deps.newId(),
    kind,
    at: isoTime(now),
    actor: caller.identity?.name ?? 'anonymous',
    source: caller.source,
    reason,
    ...(weight !== undefined && { weight }),
    scheduledRevertAt: dueAt === null ? null : isoTime(dueAt),
    dueAt,
    revertBy: null,
    steps: planned.map((target) => newStep(target, isoTime(now), caller.credentialFor(target.registry) !== undefined)),
  };
}

function newStep(target: PlannedTarget, since: string, needsCredential: boolean): StoredStep {
  const { registry, service, instance, address, before, answer } = target;
  const step = { registry, service, instance, address, since, before, seenAt: null, isStanding: false };
  const nothing = { order: null, undo: null, onReturn: null, returnWindowSeconds: 0, needsCredential: false };
  if (isConflict(answer)) {
    return { ...step, ...nothing, state: 'conflicted', detail: answer.conflict, isBusy: false };
  }
  if (isRefusal(answer) || !answer.order) {
    return { ...step, ...nothing, state: 'confirmed', detail: 'It was so already.', isBusy: false };
  }
  const { order, undo, onReturn, returnWindowSeconds } = answer;
  return { ...step, order, undo, onReturn, returnWindowSeconds, needsCredential, state: 'planned', isBusy: true };
}

function unconfirmed({ confirm }: ActionRequest, services: readonly string[]): readonly string[] {
  const typed = typeof confirm === 'string' ? [confirm] : (confirm ?? []);
  return services.filter((service) => !typed.includes(service));
}

function refusalWords(refused: readonly PlannedTarget[]): string {
  const said = refused
    .slice(0, NAMED)
    .map(({ address, service, answer }) => `${address} of ${service}: ${isRefusal(answer) ? answer.refusal : ''}`);
  const more = refused.length > NAMED ? ` And ${refused.length - NAMED} more.` : '';
  return `Nothing was done. ${said.join(' ')}${more}`;
}

function auditRecord(
  { kind, reason }: ActionRequest,
  caller: Caller,
  { registry, service, instance, outcome, detail }: Place & Pick<NewAuditRecord, 'outcome' | 'detail'>,
): NewAuditRecord {
  const actor = caller.identity?.name ?? 'anonymous';
  const named = instance === '' ? undefined : instance;
  return { actor, source: caller.source, kind, outcome, registry, service, instance: named, reason, detail };
}
