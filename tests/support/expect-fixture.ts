import { expect } from 'vitest';
import type { FormatFixture } from '../fixtures/formats/fixture';
import { readKeys } from './read-key';

/** Reads the keys of a fixture and expects of them exactly what it says. */
export function expectFixture({ format, keys, expect: expected, belonging = 0, rejected = 0 }: FormatFixture): void {
  const read = readKeys(keys.map(({ key, value, leased }) => ({ key, value, ...(leased && { lease: '7' }) })));
  const byAddress = <T extends { address: string; port: number }>(list: readonly T[]) =>
    list.toSorted((a, b) => a.address.localeCompare(b.address) || a.port - b.port);
  expect(byAddress(read.instances)).toMatchObject(byAddress(expected).map((instance) => ({ ...instance, format })));
  expect(read.rejected).toHaveLength(rejected);
  expect(read.tally.reduce((sum, tally) => sum + tally.belonging, 0)).toBe(belonging);
}
