import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { allFixtures } from '../fixtures/formats/all-fixtures';
import type { FormatFixture } from '../fixtures/formats/fixture';

/** A key as etcd hands it over, and what of it JSON alone would be read. */
export interface BenchKey {
  readonly format: string;
  readonly key: string;
  readonly value: Buffer;
  /** The value, or where it is not JSON a JSON string of the same text. */
  readonly json: Buffer;
}

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
    const json = isJson(text) ? text : JSON.stringify(text);
    return { format, key: withAddress(key, turn), value: Buffer.from(text), json: Buffer.from(json) };
  });
  return keys.sort((a, b) => (a.key < b.key ? -1 : 1));
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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
