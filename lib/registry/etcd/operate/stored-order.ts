import type { Order } from '../../operations';
import { type ChangeSet, orderOf, reverseOrderOf } from './key-change';
import { type EtcdOrder, MOST_IN_ONE } from './order';

/**
 * What is kept of a plan.
 * - `change`: what becomes of keys; `isReverse` takes it back.
 * - `rebase`: an edit of a value that its program rewrites all the time, made to the value as it then is; `to` null
 *   deletes the key. Values are base64.
 * - `clear`: deletes copies that were put aside, of keys that are back.
 */
export type StoredOrder =
  | { readonly kind: 'change'; readonly sets: readonly ChangeSet[]; readonly isReverse: boolean }
  | RebaseOrder
  | { readonly kind: 'clear'; readonly copies: readonly { readonly key: string; readonly value: string }[] };

export interface RebaseOrder {
  readonly kind: 'rebase';
  readonly format: string;
  readonly key: string;
  readonly from: string;
  readonly to: string | null;
}

export function toOrder(stored: StoredOrder): Order {
  return { ...stored };
}

/** Only this adapter's own orders are given to it. */
export function readOrder(order: Order): StoredOrder {
  return order as unknown as StoredOrder;
}

/**
 * As few transactions as etcd takes, each with the one that takes it back: an instance may have hundreds of keys. Sets
 * that fit into one are done in one.
 */
export function transactionsOf(
  sets: readonly ChangeSet[],
  isReverse: boolean,
): readonly { readonly order: EtcdOrder; readonly inverse: EtcdOrder }[] {
  const joined: ChangeSet[] = [];
  for (const set of sets) {
    const last = joined.at(-1);
    const both = last && { changes: [...last.changes, ...set.changes], guards: [...last.guards, ...set.guards] };
    if (both && fits(both)) joined[joined.length - 1] = both;
    else joined.push(set);
  }
  return joined.map((set) => {
    const [order, inverse] = [orderOf(set), reverseOrderOf(set)];
    return isReverse ? { order: inverse, inverse: order } : { order, inverse };
  });
}

/** Either way: to take back a key compares its value and its lease. */
function fits({ changes, guards }: ChangeSet): boolean {
  return changes.length * 2 + guards.length <= MOST_IN_ONE;
}
