import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { type BenchKey, fixtureKeys } from './fixture-keys';
import { printTable, type Row } from './table';

// What it costs to read keys of all formats, against JSON.parse of the same values: both from the bytes etcd sends. Where
// a value is not JSON, and so mostly short, the floor parses a JSON string of the same text.
const KEYS = 100_000;
const ROUNDS = 7;
const TARGET = 2;

const decode = createDecode();
const all = await fixtureKeys(KEYS);
const formats = [...Map.groupBy(all, ({ format }) => format)].sort(([a], [b]) => (a < b ? -1 : 1));

const mixed: Row & { readonly rounds: { ours: number; floor: number }[] } = {
  label: 'all of them, mixed',
  unit: 'ms',
  rounds: [],
  target: TARGET,
};
const each = formats.map(([format, keys]) => ({ format, keys, rounds: [] as { ours: number; floor: number }[] }));
// The first rounds are for the compiler.
for (let round = -2; round < ROUNDS; round += 1) {
  const pair = compare(all);
  const pairs = each.map(({ keys }) => compare(keys));
  if (round < 0) continue;
  mixed.rounds.push(pair);
  for (const [index, { keys, rounds }] of each.entries()) {
    const { ours = 0, floor = 0 } = pairs[index] ?? {};
    rounds.push({ ours: (ours * 1000) / keys.length, floor: (floor * 1000) / keys.length });
  }
}
printTable(`(e) decode: ${all.length} keys of ${formats.length} formats against JSON.parse; ${ROUNDS} rounds`, [mixed]);
printTable(
  '    a key of each format',
  each.map(({ format, rounds }) => ({ label: format, unit: 'µs', rounds, target: null })),
);

function compare(keys: readonly BenchKey[]): { readonly ours: number; readonly floor: number } {
  const floor = timed(() => {
    let objects = 0;
    for (const { json } of keys) if (typeof JSON.parse(json.toString('utf8')) === 'object') objects += 1;
    return objects;
  });
  const ours = timed(() => {
    let instances = 0;
    for (const { key, value } of keys) if (decode(key, value).kind === 'instance') instances += 1;
    return instances;
  });
  return { ours, floor };
}

/** @param work what it answers keeps it from being optimised away */
function timed(work: () => number): number {
  const began = performance.now();
  if (work() < 0) throw new Error('counted less than nothing');
  return performance.now() - began;
}
