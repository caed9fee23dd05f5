import type { Order } from '../../operations';
import type { ChangeSet } from './key-change';
import { MOST_IN_ONE } from './order';

/**
 * What is kept of a plan.
 * - `change`: what becomes of keys; `isReverse` takes it back.
 * - `rebase`: an edit of a value that its program rewrites all the time, or that others share, made to it as it then is; `to` null
 *   deletes the key. Values are base64.
 * - `clear`: deletes copies that were put aside, of keys that are back.
 */
export type StoredOrder =
  | { readonly kind: 'change'; readonly sets: readonly ChangeSet[]; readonly isReverse: boolean }
  | RebaseOrder
  | ClearOrder;

export interface RebaseOrder {
  readonly kind: 'rebase';
  readonly format: string;
  readonly key: string;
  readonly from: string;
  readonly to: string | null;
}

export interface ClearOrder {
  readonly kind: 'clear';
  readonly copies: readonly { readonly key: string; readonly value: string }[];
}

export function toOrder(stored: StoredOrder): Order {
  return { ...stored };
}

/** Only this adapter's own orders are given to it. */
export function readOrder(order: Order): StoredOrder {
  return order as unknown as StoredOrder;
}

/** As few groups as fit into transactions, each group done as one set: an instance may have hundreds of keys. */
export function groupsOf(sets: readonly ChangeSet[]): readonly ChangeSet[] {
  const groups: ChangeSet[] = [];
  for (const set of sets) {
    const last = groups.at(-1);
    const both = last && { changes: [...last.changes, ...set.changes], guards: [...last.guards, ...set.guards] };
    if (both && fits(both)) groups[groups.length - 1] = both;
    else groups.push(set);
  }
  return groups;
}

/** Either way: to take back a key compares its value and its lease. */
function fits({ changes, guards }: ChangeSet): boolean {
  return changes.length * 2 + guards.length <= MOST_IN_ONE;
}
