import fc from 'fast-check';
import { PARKED_PREFIX } from '@/lib/registry/etcd/operate/park';
import type { FormatFixture } from '../fixtures/formats/fixture';

/** A key and value as bytes. */
export interface RawKey {
  readonly key: Buffer;
  readonly value: Buffer;
}

/** What stands in frameworks' values where something is wrong, and what names may do harm. */
const ODD_VALUES: readonly unknown[] = [
  ...[null, true, 0, -1, 65_536, 1e308, '', ' ', '0', '80', '10.0.0.1', '10.0.0.1:80', '[::1]:80', 'http://[::1]'],
  ...['://', 'a\u0000b', '__proto__', 'x'.repeat(300), [], {}, ['', null], { constructor: 1 }, [[['deep']]]],
];

/** Keys as the fixtures have them, some of them spoilt: cut, doubled, mixed up with others, or plain noise. */
export function spoiltKeys(fixtures: readonly FormatFixture[]): fc.Arbitrary<RawKey> {
  const known = fixtures.flatMap(({ keys }) => keys);
  const key = fc.constantFrom(...known.map((one) => one.key)).chain(spoiltKey);
  const value = fc.constantFrom(...known.map((one) => one.value)).chain(spoiltValue);
  const texts = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...known) },
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...known)
        .chain((one) => fc.record({ key: spoiltKey(one.key), value: fc.constant(one.value) })),
    },
    {
      weight: 6,
      arbitrary: fc
        .constantFrom(...known)
        .chain((one) => fc.record({ key: fc.constant(one.key), value: spoiltValue(one.value) })),
    },
    { weight: 2, arbitrary: fc.record({ key, value }) },
  );
  return fc.oneof(
    { weight: 12, arbitrary: texts.map(({ key: text, value: worth }) => ({ key: bytes(text), value: bytes(worth) })) },
    { weight: 1, arbitrary: fc.record({ key: noise(), value: value.map(bytes) }) },
    { weight: 1, arbitrary: fc.record({ key: key.map(bytes), value: noise() }) },
  );
}

function spoiltKey(text: string): fc.Arbitrary<string> {
  const segments = text.split('/');
  const place = fc.nat({ max: segments.length - 1 });
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom('..', '%2', '%00', '+', '@', ':', ''),
  );
  return fc.oneof(
    fc.constant(PARKED_PREFIX + text),
    fc.tuple(place, word).map(([at, given]) => segments.with(at, given).join('/')),
    fc.tuple(place, word).map(([at, given]) => segments.toSpliced(at, 0, given).join('/')),
    place.map((at) => segments.toSpliced(at, 1).join('/')),
    place.map((at) => segments.slice(0, at).join('/')),
    fc.nat({ max: text.length }).map((at) => text.slice(0, at)),
    fc.constantFrom(`${text}/`, `/${text}`, text.replaceAll('/', '\\'), text.toUpperCase(), encodeURIComponent(text)),
  );
}

function spoiltValue(text: string): fc.Arbitrary<string> {
  const cut = fc.nat({ max: text.length }).map((at) => text.slice(0, at));
  const inserted = fc
    .tuple(fc.nat({ max: text.length }), fc.string({ unit: 'binary', minLength: 1, maxLength: 3 }))
    .map(([at, given]) => text.slice(0, at) + given + text.slice(at));
  const parsed = parse(text);
  if (parsed === undefined) return fc.oneof(cut, inserted, fc.string({ unit: 'binary' }));
  const odd = fc.oneof(fc.constantFrom(...ODD_VALUES), fc.jsonValue());
  const changed = fc
    .tuple(fc.nat({ max: 40 }), odd)
    .map(([at, given]) => JSON.stringify(replaceNode(parsed, at, given)));
  return fc.oneof(cut, inserted, { weight: 6, arbitrary: changed });
}

/** The value with its node of that number replaced, counted from the top; round and round where there are fewer. */
function replaceNode(value: unknown, at: number, given: unknown): unknown {
  let left = at % countNodes(value);
  const visit = (node: unknown): unknown => {
    left -= 1;
    if (left < 0) {
      left = Number.POSITIVE_INFINITY;
      return given;
    }
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([name, inner]) => [name, visit(inner)]));
  };
  return visit(value);
}

function countNodes(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, inner) => sum + countNodes(inner), 1);
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function noise(): fc.Arbitrary<Buffer> {
  return fc.uint8Array({ maxLength: 60 }).map((array) => Buffer.from(array));
}

function bytes(text: string): Buffer {
  return Buffer.from(text.toWellFormed());
}
