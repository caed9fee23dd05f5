import type { ActionKind } from '../domain/action';
import type { UnplacedChange } from '../domain/change';
import { type Instance, isOwnCritical } from '../domain/instance';

/** How an instance stood before it was acted on. */
export type Before = Pick<Instance, 'rotation' | 'weight'>;

/** What the watch must show. `undefined` is an instance that is not there. */
export interface Outcome {
  readonly isSeen: (instance: Instance | undefined) => boolean;
  /** Whether somebody undid it: not merely that it no longer holds, as of an instance that died. */
  readonly isUndone: (instance: Instance | undefined) => boolean;
  /** Whether a change is the one that brings it about. */
  readonly isCausedBy: (change: UnplacedChange) => boolean;
}

const OUT: Outcome = {
  isSeen: (instance) => instance?.rotation !== 'in',
  isUndone: (instance) => instance?.rotation === 'in',
  isCausedBy: ({ kind, to }) => kind === 'rotation-changed' && to === 'out',
};

const IN: Outcome = {
  isSeen: (instance) => instance?.rotation === 'in',
  isUndone: (instance) => instance?.rotation === 'out',
  isCausedBy: ({ kind, to }) => kind === 'rotation-changed' && to === 'in',
};

const PRESENT: Outcome = {
  isSeen: (instance) => instance !== undefined,
  isUndone: (instance) => instance === undefined,
  isCausedBy: ({ kind }) => kind === 'registered' || kind === 're-registered',
};

const ABSENT: Outcome = {
  isSeen: (instance) => instance === undefined,
  isUndone: (instance) => instance !== undefined,
  isCausedBy: ({ kind }) => kind === 'deregistered',
};

/** Rollcall's own check may have made it critical already: what the registry says of it counts. */
const WRITTEN: Outcome = {
  isSeen: (instance) => !instance || isOwnCritical(instance),
  isUndone: (instance) => instance !== undefined && !isOwnCritical(instance),
  isCausedBy: ({ kind, to }) => kind === 'health-changed' && to === 'critical',
};

const UNWRITTEN: Outcome = {
  isSeen: WRITTEN.isUndone,
  isUndone: (instance) => instance !== undefined && isOwnCritical(instance),
  isCausedBy: ({ kind, from }) => kind === 'health-changed' && from === 'critical',
};

function weighs(weight: number | null): Outcome {
  return {
    isSeen: (instance) => instance?.weight === weight,
    isUndone: (instance) => instance !== undefined && instance.weight !== weight,
    isCausedBy: ({ fields }) => fields?.some(({ field, to }) => field === 'weight' && to === textOf(weight)) ?? false,
  };
}

/** What the watch shows once an action is done. */
export function outcomeOf(kind: ActionKind, weight: number | undefined): Outcome {
  switch (kind) {
    case 'drain':
      return OUT;
    case 'restore':
      return IN;
    case 'deregister':
      return ABSENT;
    case 'register':
      return PRESENT;
    case 'write-health':
      return WRITTEN;
    case 'set-weight':
      return weighs(weight ?? null);
  }
}

/** What the watch shows once an action is taken back. */
export function revertedOutcomeOf(kind: ActionKind, before: Before | null): Outcome {
  switch (kind) {
    case 'drain':
      return IN;
    case 'restore':
      return OUT;
    case 'deregister':
      return PRESENT;
    case 'register':
      return ABSENT;
    case 'write-health':
      return UNWRITTEN;
    case 'set-weight':
      return weighs(before?.weight ?? null);
  }
}

function textOf(weight: number | null): string | null {
  return weight === null ? null : String(weight);
}
