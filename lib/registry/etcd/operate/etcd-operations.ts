import type { Operations } from '../../operations';
import { performStored } from './perform';
import { planWish } from './plan';
import { planRegistration, type RegisterContext } from './register';
import { readOrder } from './stored-order';

/** What can be done to one etcd cluster. Its own account writes: a token of the operator's is no concept of etcd's. */
export function createEtcdOperations(context: RegisterContext): Operations {
  return {
    plan: (instance, wish, given, signal) => planWish(context, { instance, wish, given }, signal),
    planRegistration: (registration, _, signal) => planRegistration(context, registration, signal),
    perform: (order, _, signal) => performStored({ ...context, signal }, readOrder(order)),
  };
}
