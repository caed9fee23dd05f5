/** Where an instance begins in the table, how far its next wish is (1 to size - 1), and its weight. */
export interface MaglevEntry {
  readonly offset: number;
  readonly skip: number;
  readonly weight: number;
}

/**
 * The table of "Maglev" (Eisenbud et al., NSDI 2016, 3.4), with weights as Envoy's maglev_lb.cc: in turns, each takes its
 * next wish that is free; lighter ones sit turns out. Gives each slot's entry position. The size is prime, and an entry at least has weight.
 */
export function maglevTable(entries: readonly MaglevEntry[], size: number): Int32Array {
  const table = new Int32Array(size).fill(-1);
  const wishes = Float64Array.from(entries, (entry) => entry.offset);
  const targets = new Float64Array(entries.length);
  const heaviest = entries.reduce((most, entry) => Math.max(most, entry.weight), 0);
  // Who takes the next turn, and who a later one. To ask everybody every turn would take the longer the lighter they are.
  let following = entries.flatMap(({ weight }, index) => (weight > 0 ? index : []));
  const later = new Map<number, number[]>();
  let filled = 0;
  for (let turn = 1; filled < size; turn++) {
    const takers = ascending(following.concat(later.get(turn) ?? []));
    later.delete(turn);
    following = [];
    for (const index of takers) {
      if (filled === size) break;
      const { weight, skip } = entries[index] as MaglevEntry;
      const target = (targets[index] as number) + heaviest;
      targets[index] = target;
      let wish = wishes[index] as number;
      while (table[wish] !== -1) wish = (wish + skip) % size;
      table[wish] = index;
      wishes[index] = (wish + skip) % size;
      filled++;
      if ((turn + 1) * weight >= target) following.push(index);
      else addTo(later, firstTurn(target, weight), index);
    }
  }
  return table;
}

/** The first turn that times the weight comes to the target, in Envoy's doubles. */
function firstTurn(target: number, weight: number): number {
  let turn = Math.floor(target / weight) - 1;
  if (turn >= Number.MAX_SAFE_INTEGER) return Number.POSITIVE_INFINITY;
  while (turn * weight < target) turn++;
  return turn;
}

function addTo(turns: Map<number, number[]>, turn: number, index: number): void {
  const others = turns.get(turn);
  if (others === undefined) turns.set(turn, [index]);
  else others.push(index);
}

function ascending(positions: number[]): readonly number[] {
  const isOrdered = positions.every((position, at) => at === 0 || (positions[at - 1] as number) < position);
  return isOrdered ? positions : positions.sort((one, other) => one - other);
}
