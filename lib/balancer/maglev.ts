import { remainderBy, retryHash64 } from './hash/hash64';
import { xxHash64 } from './hash/xxhash64';
import type { HashLookup, Share } from './hash-lookup';
import { hashingPolicy } from './hashing-policy';
import { maglevTable } from './maglev-table';
import { OptionError, wholeOption } from './option-error';
import type { PolicyKind } from './policy';

const MOST_SLOTS = 5_000_011;

const DEFAULTS = {
  /** A prime, well above a hundred times the instances. */
  tableSize: 65_537,
  /** Bounded loads, percent of the mean; 0 is off. */
  balanceFactor: 0,
};

type MaglevOptions = typeof DEFAULTS;

/** Consistent hashing by a table of fixed size: even shares, fast, a few more keys move than on a ring. */
export const maglev: PolicyKind<MaglevOptions> = {
  id: 'maglev',
  source: 'Envoy MAGLEV (maglev_lb.cc); Eisenbud et al., NSDI 2016',
  zeroWeight: 'refused',
  hashBits: 64,
  table: { most: MOST_SLOTS, points: (_, { tableSize }) => tableSize },
  defaults: DEFAULTS,
  create(options, surroundings) {
    wholeOption('tableSize', options.tableSize, [2, MOST_SLOTS]);
    if (!isPrime(options.tableSize)) throw new OptionError('The table size of maglev must be prime number');
    return hashingPolicy((shares) => lookupIn(shares, options.tableSize), options.balanceFactor, surroundings);
  },
};

function lookupIn(shares: readonly Share[], size: number): HashLookup {
  // In the order of keys, so that the order of the list moves nothing.
  const sorted = shares.toSorted((one, other) => compareText(one.instance.key, other.instance.key));
  const [slotOf, skipOf] = [remainderBy(size), remainderBy(size - 1)];
  const table = maglevTable(
    sorted.map(({ instance, share }) => ({
      offset: slotOf(xxHash64(instance.key)),
      skip: skipOf(xxHash64(instance.key, 1)) + 1,
      weight: share,
    })),
    size,
  );
  return (hash, attempt) => sorted[table[slotOf(retryHash64(hash, attempt))] ?? -1]?.instance ?? null;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) if (value % divisor === 0) return false;
  return value > 1;
}
