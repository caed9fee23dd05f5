import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObservedInstance } from '@/lib/domain/instance';
import { createDecode, type Decode } from '@/lib/registry/etcd/formats/decoder';
import { readEntry } from '@/lib/registry/etcd/formats/entry';
import { KNOWN_FORMATS } from '@/lib/registry/etcd/formats/known-formats';
import { textOfBytes } from '@/lib/registry/etcd/key-text';
import type { Sighted } from '@/lib/registry/etcd/ledger';
import { allFixtures, withoutCollisions } from '../fixtures/formats/all-fixtures';
import { type RawKey, spoiltKeys } from '../support/key-mixtures';
import { keyValue, quietLedger, readKeys } from '../support/read-key';

const fixtures = await allFixtures();
const spoilt = spoiltKeys(fixtures);
const mixture = fc.array(spoilt, { maxLength: 40 }).map(lastOfEachKey);
const decode = createDecode();
/** The revision of the first key; what was there before is at 1. */
const FIRST = 2;

/** Thousands of runs take a second, and many times that on a machine that is busy. */
const timeout = 60_000;

describe('every format', { timeout }, () => {
  it('reads a key and value without throwing, whatever they are', () => {
    fc.assert(
      fc.property(spoilt, ({ key, value }) => {
        const entry = readEntry(textOfBytes(key), value.toString('utf8'));
        for (const format of KNOWN_FORMATS) format.decode(entry);
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives well-formed instances only', () => {
    fc.assert(
      fc.property(mixture, (keys) => {
        for (const instance of readAll(keys).instances.values()) expectWellFormed(instance);
      }),
      { numRuns: 400 },
    );
  });
});

describe('every key', { timeout }, () => {
  it.each(withoutCollisions(fixtures).map((group, index) => ({ group, index })))(
    'of the fixtures is what its fixture says (group $index)',
    ({ group }) => {
      for (const { title, keys, expect: expected, belonging = 0, rejected = 0 } of group) {
        const read = readKeys(keys.map(({ key, value }) => ({ key, value })));
        expect(read.instances, title).toHaveLength(expected.length);
        expect(sum(read.tally, 'belonging'), title).toBe(belonging);
        expect(read.rejected, title).toHaveLength(rejected);
        expect(sum(read.tally, 'instances'), title).toBe(keys.length - belonging - rejected);
      }
    },
  );

  it('is counted exactly once: as an instance, as belonging to a format, or as rejected', () => {
    fc.assert(
      fc.property(mixture, (keys) => {
        const { ledger, rejected } = readAll(keys);
        const tally = ledger.tally();
        const unnamed = [...rejected.values()].filter(({ nearestFormat }) => nearestFormat === undefined).length;
        expect(sum(tally, 'rejected') + unnamed).toBe(rejected.size);
        expect(sum(tally, 'instances') + sum(tally, 'belonging') + rejected.size).toBe(keys.filter(isOurs).length);
      }),
      { numRuns: 600 },
    );
  });

  it('leaves nothing behind when it is deleted', () => {
    fc.assert(
      fc.property(mixture, fc.boolean(), (keys, isSettled) => {
        const shown = readAll(keys);
        for (const { key } of keys) {
          shown.remove(key);
          if (isSettled) shown.settle();
        }
        shown.settle();
        expect([...shown.instances.values()]).toEqual([]);
        expect([...shown.rejected.values()]).toEqual([]);
        expect(shown.ledger.tally()).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('means the same in whatever order the keys came, one by one or at once, and whatever they were before', () => {
    const history = mixture.chain((keys) =>
      fc.record({
        keys: fc.constant(keys),
        order: fc.shuffledSubarray([...keys.keys()], { minLength: keys.length }),
        earlier: fc.array(spoilt, { maxLength: keys.length }),
        deleted: fc.array(spoilt, { maxLength: 5 }),
        isSettled: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(history, ({ keys, order, earlier, deleted, isSettled }) => {
        const listed = readAll(keys);
        const watched = newShown();
        for (const key of deleted) watched.put(key, 1);
        if (isSettled) watched.settle();
        for (const [index, { value }] of earlier.entries()) {
          const key = keys[index]?.key;
          if (key) watched.put({ key, value }, 1);
        }
        if (isSettled) watched.settle();
        for (const { key } of deleted) watched.remove(key);
        // What was deleted may be one of the keys: they come last.
        for (const index of order) {
          const key = keys[index];
          // Its revision is the same in every order: which one is the latest is no matter of when it was told.
          if (key) watched.put(key, index + FIRST);
          if (isSettled) watched.settle();
        }
        watched.settle();
        expect(sorted(watched.instances)).toEqual(sorted(listed.instances));
        expect(sorted(watched.rejected)).toEqual(sorted(listed.rejected));
        expect(sum(watched.ledger.tally(), 'instances')).toBe(sum(listed.ledger.tally(), 'instances'));
      }),
      { numRuns: 600 },
    );
  });

  it('is decoded once when it is put, and no other is', () => {
    let decoded: string[] = [];
    const counting: Decode = (key, value) => {
      decoded.push(key);
      return decode(key, value);
    };
    const ledger = quietLedger(counting);
    const keys = lastOfEachKey(fixtures.flatMap((fixture) => fixture.keys).map(rawKey));
    for (const [at, key] of keys.entries()) ledger.put(keyValue(key, at + 1));
    ledger.settle();
    expect(decoded).toHaveLength(keys.length);
    for (const key of keys) {
      decoded = [];
      ledger.put(keyValue(key, keys.length + 1));
      ledger.settle();
      expect(decoded).toEqual([key.key.toString()]);
    }
  });
});

/** What a reader of the ledger has of it. */
interface Shown {
  readonly ledger: ReturnType<typeof quietLedger>;
  readonly instances: Map<string, ObservedInstance>;
  readonly rejected: Map<string, { readonly reason: string; readonly nearestFormat?: string }>;
  put(key: RawKey, at: number): void;
  remove(key: Buffer): void;
  settle(): void;
}

function newShown(): Shown {
  const ledger = quietLedger(decode);
  const instances = new Map<string, ObservedInstance>();
  const rejected: Shown['rejected'] = new Map();
  const take = ({ instance, rejection, left, accepted }: Sighted) => {
    if (left) instances.delete(left.id);
    if (instance) instances.set(instance.id, instance);
    if (accepted !== undefined) rejected.delete(accepted);
    if (rejection) rejected.set(rejection.key, rejection);
  };
  const settle = () => {
    const settled = ledger.settle();
    for (const { id } of settled.left) instances.delete(id);
    for (const upserted of settled.upserted) instances.set(upserted.id, upserted);
  };
  return {
    ledger,
    instances,
    rejected,
    put: (key, at) => take(ledger.put(keyValue(key, at))),
    remove: (key) => take(ledger.remove(key)),
    settle,
  };
}

/** All keys put, as a list puts them: together. */
function readAll(keys: readonly RawKey[]): Shown {
  const shown = newShown();
  for (const [index, key] of keys.entries()) shown.put(key, index + FIRST);
  shown.settle();
  return shown;
}

function lastOfEachKey(keys: readonly RawKey[]): readonly RawKey[] {
  return [...new Map(keys.map((key) => [textOfBytes(key.key), key])).values()];
}

function rawKey({ key, value }: { readonly key: string; readonly value: string }): RawKey {
  return { key: Buffer.from(key), value: Buffer.from(value) };
}

/** Rollcall's own notes are not counted, but for what was put aside. */
function isOurs({ key, value }: RawKey): boolean {
  return decode(textOfBytes(key).replace(/^\/rollcall\/parked\//, ''), value).kind !== 'ignored';
}

function sum(
  tally: readonly { instances: number; belonging: number; rejected: number }[],
  name: 'instances' | 'belonging' | 'rejected',
) {
  return tally.reduce((total, count) => total + count[name], 0);
}

function sorted<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

function expectWellFormed(instance: ObservedInstance): void {
  expect(instance.port).toSatisfy((port: number) => Number.isInteger(port) && port >= 0 && port <= 65_535);
  expect(instance.service).not.toBe('');
  expect(instance.endpoints).not.toEqual([]);
  expect(instance.weight).toSatisfy((weight: number | null) => weight === null || Number.isFinite(weight));
  const { service, address, version, zone, datacenter, namespace, node, registeredAt } = instance;
  const texts = [service, address, version, zone, datacenter, namespace, node, registeredAt, ...instance.tags];
  for (const text of [...texts, ...instance.endpoints, ...Object.entries(instance.metadata).flat()]) {
    if (text === null) continue;
    expect(text).toBeTypeOf('string');
    expect(text.isWellFormed()).toBe(true);
  }
}
