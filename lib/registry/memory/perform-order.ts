import type { Batch } from '../../domain/catalog';
import { type Clock, isoTime } from '../../domain/clock';
import { sameValue } from '../../domain/same-value';
import type { Performed } from '../operations';
import { NO_WORD, type OperatorsWord } from './operators-word';
import type { MemoryOrder, Said } from './order';
import type { HeldInstance, MemoryRecord } from './record';

/** The records of the embedded registry, and the one place where they change. */
export interface MemoryStore {
  find(id: string): MemoryRecord | undefined;
  commit(written: readonly MemoryRecord[], removed: Batch['removed']): void;
}

const DONE: Performed = { kind: 'done' };
const CHANGED: Performed = { kind: 'conflict', detail: 'it changed meanwhile' };

/** Does an order unless somebody changed what it is about since; one that is done already stays done. */
export function performOrder(store: MemoryStore, order: MemoryOrder, clock: Clock): Performed {
  if (order.do === 'add') return add(store, order, clock);
  const record = store.find(order.id);
  if (order.do === 'remove') {
    if (!record) return DONE;
    if (order.revision !== undefined && order.revision !== record.revision) return CHANGED;
    if (order.unchanged !== undefined && !sameHeld(order.unchanged, record.held)) return CHANGED;
    store.commit([], [{ id: order.id, cause: 'deleted' }]);
    return DONE;
  }
  if (!record) return { kind: 'conflict', detail: 'it is no longer registered' };
  if (says(record.word, order.to)) return DONE;
  if (order.revision !== undefined && order.revision !== record.revision) return CHANGED;
  if (order.from !== undefined && !says(record.word, order.from)) return CHANGED;
  store.commit([{ ...record, word: spoken(record.word, order.to) }], []);
  return DONE;
}

function add(store: MemoryStore, { held, said }: Extract<MemoryOrder, { do: 'add' }>, clock: Clock): Performed {
  const known = store.find(held.id);
  if (known) {
    if (sameHeld(known.held, held)) return DONE;
    return { kind: 'conflict', detail: 'something else is registered with that id' };
  }
  const now = clock.now();
  const alive = { revision: '', heartbeatAt: now, aliveSince: isoTime(now), missedAt: null };
  store.commit([{ held, word: spoken(NO_WORD, said), ...alive }], []);
  return DONE;
}

function says(word: OperatorsWord, { rotation, weight }: Said): boolean {
  return (rotation === undefined || rotation === word.rotation) && (weight === undefined || weight === word.weight);
}

function spoken(word: OperatorsWord, { rotation, weight }: Said): OperatorsWord {
  return {
    rotation: rotation === undefined ? word.rotation : rotation,
    weight: weight === undefined ? word.weight : weight,
  };
}

/** An order was JSON in between, in which a field without a value is no field. */
function sameHeld(a: HeldInstance, b: HeldInstance): boolean {
  return sameValue(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));
}
