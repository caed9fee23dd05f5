import type { ActionRequest } from '../domain/action-request';
import { describeError } from '../domain/errors';
import { refuseToAct } from '../domain/identity';
import type { AuditStore } from '../storage/audit-store';
import { ActionError } from './action-error';
import { endangered, impactsOf } from './impacts';
import { type NewActionDeps, newAction } from './new-action';
import { planTargets } from './plan-request';
import { isRefusal, type PlanDeps, type PlannedTarget, type Planning } from './planned-target';
import type { StoredAction } from './stored-action';
import { type Place, refusals } from './submission-records';
import { resolveTargets } from './targets';

export interface SubmitDeps extends PlanDeps, NewActionDeps {
  readonly audit: Pick<AuditStore, 'record' | 'recordAll'>;
}

/** How many are named in a sentence. */
const NAMED = 5;

/**
 * The action that a request asks for, checked and not yet kept; whatever keeps it from being done is in the audit.
 * @throws ActionError, RegistryError
 */
export async function prepareAction(
  request: ActionRequest,
  { deps, caller, signal }: Planning & { readonly deps: SubmitDeps },
): Promise<{ readonly action: StoredAction; readonly planned: readonly PlannedTarget[] }> {
  const refuse = async (places: readonly Place[], error: ActionError): Promise<never> => {
    await deps.audit.recordAll(refusals(request, places, { caller, detail: error.message }));
    throw error;
  };
  const instances = request.register ? [] : resolveTargets(deps.feed, request.targets);
  const places: readonly Place[] = request.register
    ? [{ ...request.register, instance: '' }]
    : instances.map(({ registry, service, id }) => ({ registry, service, instance: id }));
  const forbidden = places.filter((place) => refuseToAct(caller.identity, place) !== null);
  const [first] = forbidden;
  if (first) await refuse(forbidden, new ActionError('forbidden', refuseToAct(caller.identity, first) ?? ''));

  const planned = await planTargets(request, instances, { deps, caller, signal }).catch(async (error: unknown) => {
    const detail = `Nothing was done: ${describeError(error).detail}`;
    if (!signal.aborted) await deps.audit.recordAll(refusals(request, places, { caller, detail }));
    throw error;
  });
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
  return { action: newAction(request, { planned, caller }, deps), planned };
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
