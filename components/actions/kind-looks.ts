import type { ActionKind } from '@/lib/domain/action';
import type { IconName } from '../ui/icon';

/** What a person can do to instances that are there. */
export type InstanceActionKind = Exclude<ActionKind, 'register' | 'write-health'>;

export const INSTANCE_ACTIONS = [
  'drain',
  'restore',
  'deregister',
  'set-weight',
] as const satisfies readonly InstanceActionKind[];

interface KindLook {
  readonly verb: string;
  readonly icon: IconName;
  /** What it is called while it goes on: "Draining 10.0.0.1:80". */
  readonly doing: string;
  /** What the instance is then: "10.0.0.1:80 is drained". */
  readonly done: string;
}

export const KIND_LOOKS: Readonly<Record<ActionKind, KindLook>> = {
  drain: { verb: 'Drain', icon: 'out', doing: 'Draining', done: 'drained' },
  restore: { verb: 'Restore', icon: 'in', doing: 'Restoring', done: 'restored' },
  deregister: { verb: 'Deregister', icon: 'deregistered', doing: 'Deregistering', done: 'deregistered' },
  'set-weight': { verb: 'Set weight', icon: 'weight', doing: 'Setting the weight of', done: 'reweighed' },
  register: { verb: 'Register', icon: 'registered', doing: 'Registering', done: 'registered' },
  'write-health': {
    verb: 'Write health',
    icon: 'critical',
    doing: 'Writing the health of',
    done: 'written as critical',
  },
};
