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
  let filled = 0;
  for (let turn = 1; filled < size; turn++) {
    for (let index = 0; index < entries.length && filled < size; index++) {
      const entry = entries[index];
      if (entry === undefined || turn * entry.weight < (targets[index] ?? 0)) continue;
      targets[index] = (targets[index] ?? 0) + heaviest;
      let wish = wishes[index] ?? 0;
      while (table[wish] !== -1) wish = (wish + entry.skip) % size;
      table[wish] = index;
      wishes[index] = (wish + entry.skip) % size;
      filled++;
    }
  }
  return table;
}
