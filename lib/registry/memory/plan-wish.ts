import type { Plan, PlanConflict, Refusal, Wish } from '../operations';
import { overruled } from './operators-word';
import type { MemoryOrder } from './order';
import { type MemoryRecord, rawRecord } from './record';

const WEIGHT_LIMIT = 65_535;
const UNTIL_IT_REGISTERS = { kind: 'sticks', until: 'the program registers again' } as const;

/** How a wish is fulfilled for a record as it is. */
export function planWish(record: MemoryRecord, wish: Wish): Plan | Refusal | PlanConflict {
  switch (wish.kind) {
    case 'drain':
      return turning(record, 'out');
    case 'restore':
      return turning(record, 'in');
    case 'deregister':
      return deregistering(record);
    case 'set-weight':
      return weighing(record, wish.weight);
    case 'write-health':
      return { refusal: 'Health in the embedded registry comes from heartbeats alone.' };
  }
}

/** What all plans for a record have in common: nothing is written. */
export function nothingToDo(revision: string, means: string): Plan {
  return {
    revision,
    means,
    writes: [],
    order: null,
    undo: null,
    onReturn: null,
    fate: { kind: 'sticks', until: 'somebody changes it' },
    warnings: [],
    returnWindowSeconds: 0,
  };
}

function turning({ held, word, revision }: MemoryRecord, rotation: 'in' | 'out'): Plan {
  const now = overruled(held, word).rotation;
  const nothing = nothingToDo(revision, `it is ${rotation === 'in' ? 'in' : 'out of'} rotation already`);
  if (now === rotation) return nothing;
  // In rotation is what an instance says of itself, unless the program took itself out.
  const said = rotation === 'in' && held.rotation === 'in' ? null : rotation;
  return {
    ...nothing,
    means: 'writes the rotation beside the registration, where it counts for more than what the program says of itself',
    writes: [{ what: `rotation of ${held.id}`, before: now, after: rotation }],
    order: say({ id: held.id, to: { rotation: said }, revision }),
    undo: say({ id: held.id, to: { rotation: word.rotation }, from: { rotation: said } }),
    fate: {
      kind: 'sticks',
      until: rotation === 'out' ? 'it is restored or deregistered' : 'the program takes itself out again',
    },
  };
}

function weighing({ held, word, revision }: MemoryRecord, weight: number): Plan | Refusal {
  if (!Number.isInteger(weight) || weight < 0 || weight > WEIGHT_LIMIT) {
    return { refusal: `A weight is a whole number from 0 to ${WEIGHT_LIMIT}.` };
  }
  const now = overruled(held, word).weight;
  const nothing = nothingToDo(revision, `its weight is ${weight} already`);
  if (now === weight) return nothing;
  const said = held.weight === weight ? null : weight;
  return {
    ...nothing,
    means: 'writes down a weight that counts for more than that of the program',
    writes: [{ what: `weight of ${held.id}`, before: now === null ? null : String(now), after: String(weight) }],
    order: say({ id: held.id, to: { weight: said }, revision }),
    undo: say({ id: held.id, to: { weight: word.weight }, from: { weight: said } }),
    fate: UNTIL_IT_REGISTERS,
  };
}

function deregistering(record: MemoryRecord): Plan {
  const { held, word, revision } = record;
  const order: MemoryOrder = { do: 'remove', id: held.id, revision };
  const undo: MemoryOrder = { do: 'add', held, said: { rotation: word.rotation, weight: word.weight } };
  return {
    ...nothingToDo(revision, 'removes the registration'),
    writes: [{ what: `registration of ${held.id}`, before: rawRecord(record), after: null }],
    order,
    undo,
    fate: UNTIL_IT_REGISTERS,
    warnings:
      held.ttlSeconds === null
        ? []
        : ['The program is told with its next heartbeat that it is gone; whether it then registers again is up to it.'],
  };
}

function say(order: Omit<Extract<MemoryOrder, { do: 'say' }>, 'do'>): MemoryOrder {
  return { do: 'say', ...order };
}
