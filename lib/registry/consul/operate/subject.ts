import type { Fate } from '../../../domain/fact-sheet';
import type { Instance, ObservedInstance } from '../../../domain/instance';
import type { Plan, PlanContext } from '../../operations';
import type { ConsulOptions } from '../consul-options';
import type { Asking, NoOwner, Owner } from './agents';
import type { FoundEntry, ServicePlace } from './find-entry';
import { type NodeKind, nodeKind } from './node-kind';
import type { Hands } from './perform';
import { fitsInPath } from './request-of';

export interface Operator extends Hands {
  readonly options: ConsulOptions;
}

/** What a plan is made for, as it was just read. */
export interface Subject {
  readonly place: ServicePlace;
  /** Node and datacenter name an agent. */
  readonly at: ServicePlace & { readonly datacenter: string };
  readonly found: FoundEntry;
  readonly observed: ObservedInstance;
  readonly kind: NodeKind;
  readonly context: PlanContext;
  readonly asking: Asking;
}

/** Node and service id of an instance that was observed. */
export function placeOf({ service, node, nativeId }: Pick<Instance, 'service' | 'node' | 'nativeId'>): ServicePlace {
  return { service, node: node ?? '', serviceId: nativeId.slice((node ?? '').length + 1) };
}

export function subjectOf(
  found: FoundEntry,
  observed: ObservedInstance,
  { context, asking }: Pick<Subject, 'context' | 'asking'>,
): Subject {
  const place = placeOf(observed);
  const at = { ...place, datacenter: observed.datacenter ?? '' };
  return { place, at, found, observed, kind: nodeKind(found.entry), context, asking };
}

/** A plan of which only what is given happens. */
export function planWith(
  { observed }: { readonly observed: Pick<ObservedInstance, 'revision'> },
  given: Partial<Plan> & { readonly means: string; readonly fate: Fate },
): Plan {
  return {
    revision: observed.revision,
    writes: [],
    order: null,
    undo: null,
    onReturn: null,
    warnings: [],
    returnWindowSeconds: 0,
    ...given,
  };
}

/** Nothing is to be done. */
export function alreadySo(subject: Pick<Subject, 'observed'>, means: string, warnings: readonly string[] = []): Plan {
  return planWith(subject, { means, warnings, fate: { kind: 'sticks', until: 'somebody changes it' } });
}

/** The agent that owns the instance. */
export async function findOwner({ agents }: Hands, { at, place, asking }: Subject): Promise<Owner | NoOwner> {
  if (!fitsInPath(place.serviceId)) return { because: `the id ${place.serviceId} fits in no URL` };
  return agents.find(at, asking);
}

/** Why nothing can be asked of an agent, and what to do about it. */
export function unreached({ place: { node }, kind }: Subject, { because }: NoOwner): string {
  const dead = kind === 'failed' ? ', and the cluster takes it for dead' : '';
  return (
    `Only the agent on ${node} can do that, and Rollcall does not reach it${dead}: ${because}. ` +
    'The address of an agent is configured as "agents: { node: url }" or with "agentUrlTemplate".'
  );
}
