import { RegistryError } from '../../../domain/errors';
import type { EtcdClient } from '../client';
import type { Header, KeyValue, RangeResponse } from '../wire';

/** What must hold for a key before anything is written. Keys and values are base64: they may be any bytes. */
export type OrderCondition =
  | { readonly key: string; readonly modRevision: string }
  | { readonly key: string; readonly value: string }
  | { readonly key: string; readonly lease: string }
  | { readonly key: string; readonly isAbsent: boolean };

/** One write. A put names the lease it hangs on, `'0'` for none: a put that leaves it out would make a key immortal. */
export type OrderWrite =
  | { readonly put: string; readonly value: string; readonly lease: string }
  | { readonly delete: string };

/** Writes of one transaction, as data: they can be shown, kept over a restart and done later. */
export interface EtcdOrder {
  readonly when: readonly OrderCondition[];
  readonly writes: readonly OrderWrite[];
}

interface TxnResponse {
  readonly header: Header;
  readonly succeeded: boolean;
  readonly responses: readonly { readonly response_range?: RangeResponse }[];
}

/**
 * - `done`: written now (`isNew`), or already so: an answer that was lost is no second write.
 * - `conflict`: somebody else changed a key since; nothing was written.
 */
type OrderResult =
  | { readonly kind: 'done'; readonly revision: string; readonly isNew: boolean }
  | { readonly kind: 'conflict'; readonly detail: string };

/** etcd's own limit of conditions and of writes in one transaction, unless it was started with another. */
export const MOST_IN_ONE = 128;

const CHANGED = 'somebody else wrote or deleted a key since; nothing was written';
const LEASE_ENDED = 'its lease has ended: the program is gone, or registered anew; nothing was written';

/** Does all writes of an order or none. @throws RegistryError */
export async function performOrder(client: EtcdClient, order: EtcdOrder, signal: AbortSignal): Promise<OrderResult> {
  const payload = {
    compare: order.when.map(compareOf),
    success: order.writes.map(requestOf),
    failure: order.writes.map((write) => ({
      request_range: { key: bytesOf('put' in write ? write.put : write.delete) },
    })),
  };
  const asked = client.request<TxnResponse>({ service: 'KV', method: 'Txn', payload }, signal);
  const answer = await asked.catch((error: unknown) => {
    if (error instanceof RegistryError && error.message.includes('requested lease not found')) return null;
    throw error;
  });
  if (answer === null) return { kind: 'conflict', detail: LEASE_ENDED };
  const isNew = answer.succeeded;
  const isDone = isNew || isAlreadySo(order.writes, answer.responses.map(firstKey));
  return isDone ? { kind: 'done', revision: answer.header.revision, isNew } : { kind: 'conflict', detail: CHANGED };
}

function compareOf(condition: OrderCondition): object {
  const key = bytesOf(condition.key);
  if ('value' in condition) return { result: 'Equal', target: 'Value', key, value: bytesOf(condition.value) };
  if ('modRevision' in condition) return { result: 'Equal', target: 'Mod', key, mod_revision: condition.modRevision };
  if ('lease' in condition) return { result: 'Equal', target: 'Lease', key, lease: condition.lease };
  return { result: condition.isAbsent ? 'Equal' : 'Greater', target: 'Create', key, create_revision: '0' };
}

function requestOf(write: OrderWrite): object {
  if ('delete' in write) return { request_delete_range: { key: bytesOf(write.delete) } };
  return { request_put: { key: bytesOf(write.put), value: bytesOf(write.value), lease: write.lease } };
}

function isAlreadySo(writes: readonly OrderWrite[], found: readonly (KeyValue | undefined)[]): boolean {
  return writes.every((write, index) => {
    const kv = found[index];
    if ('delete' in write) return kv === undefined;
    return kv?.value.equals(bytesOf(write.value)) === true && kv.lease === write.lease;
  });
}

function firstKey({ response_range }: TxnResponse['responses'][number]): KeyValue | undefined {
  return response_range?.kvs[0];
}

function bytesOf(base64: string): Buffer {
  return Buffer.from(base64, 'base64');
}
