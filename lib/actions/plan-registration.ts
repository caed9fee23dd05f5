import { formatAddress } from '../domain/instance';
import type { NewRegistration } from '../domain/new-registration';
import { ANSWER_WITHIN_MS, withDeadline } from './deadline';
import type { PlannedTarget, Planning } from './planned-target';
import { upstreamOf } from './targets';

/** Asks a registry how it would register an instance by hand; nothing is written. @throws RegistryError, ActionError */
export async function planRegistration(
  { registry, ...registration }: NewRegistration & { readonly registry: string },
  { deps, caller, signal }: Planning,
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
    standing: null,
    answer,
  };
}
