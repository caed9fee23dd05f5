import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { textOfBytes } from '@/lib/registry/etcd/key-text';
import { type BenchKey, fixtureKeys } from './fixture-keys';
import { printTable, type Row } from './table';

// What it costs to read keys of all formats, against parsing the same data with what the platform has: both from the
// bytes etcd sends, key and value. JSON.parse for JSON; where a format writes a query string, or all it has to say into a
// URL in the key, URLSearchParams and URL; a text that is not encoded at all is only taken as text.
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
printTable(`(e) decode: ${all.length} keys of ${formats.length} formats against parsing them; ${ROUNDS} rounds`, [
  mixed,
]);
printTable(
  '    a key of each format',
  each.map(({ format, rounds }) => ({ label: format, unit: 'µs', rounds, target: null })),
);

function compare(keys: readonly BenchKey[]): { readonly ours: number; readonly floor: number } {
  const floor = timed(() => {
    let parsed = 0;
    for (const key of keys) if (parsePlainly(key) !== null) parsed += 1;
    return parsed;
  });
  const ours = timed(() => {
    let instances = 0;
    for (const { key, value } of keys) if (decode(textOfBytes(key), value).kind === 'instance') instances += 1;
    return instances;
  });
  return { ours, floor };
}

/** What anybody does who knows no format. */
function parsePlainly({ key, value, encoding }: BenchKey): unknown {
  const name = key.toString('utf8');
  const text = value.toString('utf8');
  switch (encoding) {
    case 'json':
      return JSON.parse(text);
    case 'query':
      return new URLSearchParams(text);
    case 'url-in-key':
      return new URL(decodeURIComponent(name.slice(name.lastIndexOf('/') + 1))).searchParams;
    case 'text':
      return name + text;
  }
}

/** @param work what it answers keeps it from being optimised away */
function timed(work: () => number): number {
  const began = performance.now();
  if (work() < 0) throw new Error('counted less than nothing');
  return performance.now() - began;
}
