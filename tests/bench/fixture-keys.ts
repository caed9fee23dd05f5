import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { allFixtures } from '../fixtures/formats/all-fixtures';
import type { FormatFixture } from '../fixtures/formats/fixture';

/** A key as etcd hands it over, and in what the data of its instance is written. */
export interface BenchKey {
  readonly format: string;
  readonly key: Buffer;
  readonly value: Buffer;
  readonly encoding: Encoding;
}

/** JSON in the value, a query string in the value, a percent-encoded URL in the key, or a text as it is. */
export type Encoding = 'json' | 'query' | 'url-in-key' | 'text';

/**
 * Keys of all formats, as many of each: those of the fixtures again and again, each time of other addresses, without
 * those that are rejected. In the order of their names, as etcd lists them.
 */
export async function fixtureKeys(count: number): Promise<readonly BenchKey[]> {
  const byFormat = Map.groupBy(await allFixtures(), ({ format }) => format);
  const formats = [...byFormat].map(([format, fixtures]) => ({ format, keys: keysOf(fixtures) }));
  const keys = Array.from({ length: count }, (_, index) => {
    const { format, keys } = formats[index % formats.length] ?? { format: '', keys: [] };
    const turn = Math.floor(index / formats.length);
    const { key = '', value = '' } = keys[turn % keys.length] ?? {};
    const text = withAddress(value, turn);
    const name = withAddress(key, turn);
    return { format, key: Buffer.from(name), value: Buffer.from(text), encoding: encodingOf(name, text) };
  });
  return keys.sort((a, b) => a.key.compare(b.key));
}

function keysOf(fixtures: readonly FormatFixture[]) {
  const decode = createDecode();
  const keys = fixtures.flatMap((fixture) => fixture.keys);
  return keys.filter(({ key, value }) => decode(key, Buffer.from(value)).kind !== 'rejected');
}

/** The same address in a key and its value stays the same. */
function withAddress(text: string, turn: number): string {
  return text.replace(
    /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.(\d{1,3})\b/g,
    (_, last: string) => `10.${(turn >> 8) & 255}.${turn & 255}.${last}`,
  );
}

function encodingOf(key: string, text: string): Encoding {
  if (isJson(text)) return 'json';
  if (/%3A%2F%2F/i.test(key)) return 'url-in-key';
  return /^[^/]+=/.test(text) ? 'query' : 'text';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
