import { type Clock, isoTime } from '../../domain/clock';
import type { NewRegistration } from '../../domain/new-registration';
import { instanceId } from '../instance-id';
import type { Operations, Plan, Refusal } from '../operations';
import { type MemoryOrder, readOrder } from './order';
import { type MemoryStore, performOrder } from './perform-order';
import { nothingToDo, planWish } from './plan-wish';
import { fromRegistration } from './record';

const READABLE_ID = /^[A-Za-z0-9._~-]{1,128}$/;

/** What an operator can do to the embedded registry. */
export function createMemoryOperations(store: MemoryStore, clock: Clock): Operations {
  return {
    async plan({ id }, wish, { expected }) {
      const record = store.find(id);
      if (!record) return { conflict: 'it is no longer registered' };
      if (expected !== undefined && expected !== record.revision) return { conflict: 'it changed since it was shown' };
      return planWish(record, wish);
    },
    async planRegistration(registration) {
      return planRegistration(store, registration, clock);
    },
    async perform(order) {
      return performOrder(store, readOrder(order), clock);
    },
  };
}

function planRegistration(
  store: MemoryStore,
  registration: NewRegistration,
  clock: Clock,
): (Plan & { readonly instance: string }) | Refusal {
  const { service, address, port } = registration;
  const id = idOf(service, address, String(port));
  if (store.find(id)) return { refusal: `${service} is registered at this address already, as ${id}.` };
  const held = fromRegistration(id, registration, isoTime(clock.now()));
  const order: MemoryOrder = { do: 'add', held, said: {} };
  const undo: MemoryOrder = { do: 'remove', id, unchanged: held };
  return {
    ...nothingToDo('0', 'registers it without a TTL, so that it never expires'),
    instance: id,
    writes: [{ what: `registration of ${id}`, before: null, after: JSON.stringify(held, null, 2) }],
    order,
    undo,
    fate: { kind: 'sticks', until: 'it is deregistered, or Rollcall restarts' },
    warnings: ['Nobody sends heartbeats for it: it counts as passing whatever becomes of it.'],
  };
}

/** As programs choose theirs, where the texts allow it in an address. */
function idOf(...parts: readonly string[]): string {
  const readable = parts.join('-');
  return READABLE_ID.test(readable) ? readable : instanceId(...parts);
}
