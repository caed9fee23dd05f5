import { KeyedRequest } from './keyed-request';
import { Picker } from './picker';
import type { ChosenPolicy } from './run';
import type { SimulatedInstance } from './scenario';
import { workingSteps } from './working-steps';

/** Who moves when instances leave or join; those that join come after the others. */
export interface ChurnAsked {
  readonly instances: readonly SimulatedInstance[];
  readonly seed: string;
  /** Below which percentage of healthy instances all are used; 0 for never. */
  readonly panicPercent: number;
  /** What is asked for, before and after; all different. */
  readonly keys: readonly string[];
  readonly change:
    | { readonly kind: 'remove'; readonly ids: readonly string[] }
    | { readonly kind: 'add'; readonly instances: readonly SimulatedInstance[] };
}

export interface ChurnAnswer {
  readonly policy: string;
  readonly keys: number;
  readonly moved: number;
  /** Keys of those that left, or now of those that joined. */
  readonly owned: number;
  /** Moved though neither end left or joined. */
  readonly collateral: number;
  /** The share that has to move: that of the weight. */
  readonly ideal: number;
  /** Of the matrix: those asked, then those that joined. */
  readonly instances: readonly string[];
  /** How many keys went from one (row) to another (column), or stayed. */
  readonly matrix: readonly (readonly number[])[];
}

/** Yields the share done, 0 to 1. @throws OptionError where the policy's system would refuse the options */
export function* simulateChurn(asked: ChurnAsked, chosen: ChosenPolicy): Generator<number, ChurnAnswer> {
  const { change, keys, seed, panicPercent } = asked;
  const all = change.kind === 'add' ? [...asked.instances, ...change.instances] : asked.instances;
  const removed = new Set(change.kind === 'remove' ? change.ids : []);
  const isChanged = (place: number) =>
    change.kind === 'add' ? place >= asked.instances.length : removed.has(all[place]?.id ?? '');
  const picker = new Picker(all, chosen, { seed, panicPercent, inFlight: null });
  const without = (place: number) => !isChanged(place);
  const everywhere = () => true;

  const weightsBefore = picker.update(change.kind === 'add' ? without : everywhere);
  const before = yield* owners(picker, keys, { from: 0, instances: all.length });
  const weightsAfter = picker.update(change.kind === 'add' ? everywhere : without);
  const after = yield* owners(picker, keys, { from: 0.5, instances: all.length });

  const matrix = all.map(() => all.map(() => 0));
  let moved = 0;
  let owned = 0;
  let collateral = 0;
  for (let key = 0; key < keys.length; key++) {
    const from = before[key] as number;
    const to = after[key] as number;
    const row = matrix[from];
    if (row && to >= 0) row[to] = (row[to] ?? 0) + 1;
    const isOwned = isChanged(change.kind === 'add' ? to : from);
    if (isOwned) owned += 1;
    if (from === to) continue;
    moved += 1;
    if (!isOwned) collateral += 1;
  }
  const whole = change.kind === 'add' ? weightsAfter : weightsBefore;
  return {
    policy: chosen.policy.id,
    keys: keys.length,
    moved,
    owned,
    collateral,
    ideal: shareOf(whole, isChanged),
    instances: all.map(({ id }) => id),
    matrix,
  };
}

function* owners(
  picker: Picker,
  keys: readonly string[],
  { from, instances }: { readonly from: number; readonly instances: number },
): Generator<number, Int32Array> {
  const steps = workingSteps(instances);
  const places = new Int32Array(keys.length);
  for (const [at, key] of keys.entries()) {
    if (at > 0 && at % steps === 0) yield from + at / keys.length / 2;
    places[at] = picker.pick(new KeyedRequest(key, 0));
  }
  return places;
}

function shareOf(weights: readonly number[], isMeant: (place: number) => boolean): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meant = weights.reduce((sum, weight, place) => sum + (isMeant(place) ? weight : 0), 0);
  return total === 0 ? 0 : meant / total;
}
