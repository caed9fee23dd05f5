import { type Me, refuseToAct } from '@/lib/domain/identity';
import type { Instance } from '@/lib/domain/instance';
import type { RegistryCapabilities } from '@/lib/domain/registry-summary';
import type { InstanceActionKind } from './kind-looks';

/** What decides whether a control works, besides the instances themselves. */
export interface ActingFacts {
  readonly me: Me;
  /** Absent while they are not known: the preview then says it. */
  readonly capabilities: RegistryCapabilities | undefined;
  /** Why what is shown is not what is, in words: the registry does not answer, or it is the past. Null where it is. */
  readonly staleWords: string | null;
}

export const READ_ONLY = 'Rollcall is read-only: it listens beyond this machine and no access is configured.';

export const IN_THE_PAST = 'You see the past: go back to live to act.';

type Target = Pick<Instance, 'registry' | 'service' | 'rotation' | 'weight'>;

/** Why an action cannot be begun on these instances of one registry, for the control that is disabled; null where it can. */
export function whyNot(kind: InstanceActionKind, targets: readonly Target[], facts: ActingFacts): string | null {
  const [first] = targets;
  if (!first) return 'Nothing is selected.';
  return whyNotHere(kind, first, facts) ?? whyNotSo(kind, targets);
}

/** Why an action of this kind cannot be begun in a registry at all. */
export function whyNotHere(
  kind: InstanceActionKind,
  target: Pick<Target, 'registry' | 'service'>,
  { me, capabilities, staleWords }: ActingFacts,
): string | null {
  const refusal = whyNotMe(me, target);
  if (refusal !== null) return refusal;
  if (capabilities && !isCapable(kind, capabilities)) return `${target.registry} offers nothing to do this with.`;
  return staleWords;
}

/** Why nobody here, or not who asks, may act on a service. */
export function whyNotMe({ mode, identity }: Me, target: Pick<Target, 'registry' | 'service'>): string | null {
  return mode === 'read-only' ? READ_ONLY : refuseToAct(identity, target);
}

function isCapable(kind: InstanceActionKind, capabilities: RegistryCapabilities): boolean {
  switch (kind) {
    case 'drain':
    case 'restore':
      return capabilities.drain;
    case 'deregister':
      return capabilities.deregister;
    case 'set-weight':
      return capabilities.weight;
  }
}

function whyNotSo(kind: InstanceActionKind, targets: readonly Target[]): string | null {
  const isOne = targets.length === 1;
  if (kind === 'drain' && targets.every(({ rotation }) => rotation === 'out')) {
    return isOne ? 'It is out of rotation already.' : `All ${targets.length} are out of rotation already.`;
  }
  if (kind === 'restore' && targets.every(({ rotation }) => rotation === 'in')) {
    return isOne ? 'It is in rotation.' : `None of the ${targets.length} is out of rotation.`;
  }
  if (kind === 'set-weight' && targets.every(({ weight }) => weight === null)) {
    return isOne ? 'Its format knows no weights.' : 'Their format knows no weights.';
  }
  return null;
}
