import { OptionError } from './option-error';
import type { HashBits, Policy, PolicyKind, PolicyOptions, Surroundings, ZeroWeight } from './policy';
import { pointsProblem } from './ring-points';

/** A policy in the list: the type of its options is gone, so what is given is checked against its defaults. */
export interface OfferedPolicy {
  readonly id: string;
  readonly source: string;
  readonly zeroWeight: ZeroWeight;
  readonly hashBits: HashBits;
  readonly defaults: PolicyOptions;
  readonly words: Readonly<Record<string, readonly string[] | undefined>>;
  /** Throws {@link OptionError} for unknown, mistyped or impossible options; absent ones take their default. */
  create(given: PolicyOptions, surroundings: Surroundings): Policy;
  /** How many points or slots its table has for instances of these weights: what an update costs. 0 without a table. */
  tablePoints(given: PolicyOptions, weights: readonly number[]): number;
  /** Why an update to such instances would throw, for the person who chose them; null where it would not. */
  fleetProblem(given: PolicyOptions, weights: readonly number[]): string | null;
}

/** Makes a policy ready for the list. */
export function offered<Options extends PolicyOptions>(kind: PolicyKind<Options>): OfferedPolicy {
  const { id, source, zeroWeight, hashBits, table, defaults } = kind;
  const words: OfferedPolicy['words'] = kind.words ?? {};
  const tablePoints = (given: PolicyOptions, weights: readonly number[]) =>
    table?.points(weights, { ...defaults, ...given }) ?? 0;
  return {
    id,
    source,
    zeroWeight,
    hashBits,
    defaults,
    words,
    create(given, surroundings) {
      for (const [name, value] of Object.entries(given)) checkOption(id, [name, value], { kind, words });
      return kind.create({ ...defaults, ...given }, surroundings);
    },
    tablePoints,
    fleetProblem(given, weights) {
      const points = tablePoints(given, weights);
      return table === undefined || points <= table.most ? null : `${id}: ${pointsProblem(points, table.most)}`;
    },
  };
}

function checkOption(
  id: string,
  [name, value]: readonly [string, PolicyOptions[string]],
  { kind, words }: { readonly kind: { readonly defaults: PolicyOptions }; readonly words: OfferedPolicy['words'] },
): void {
  if (!Object.hasOwn(kind.defaults, name)) throw new OptionError(`${id} has no option ${name}`);
  const expected = typeof kind.defaults[name];
  if (typeof value !== expected || (typeof value === 'number' && !Number.isFinite(value)))
    throw new OptionError(`${id}: ${name} must be a ${expected === 'number' ? 'finite number' : expected}`);
  const allowed = words[name];
  if (allowed !== undefined && !allowed.includes(String(value)))
    throw new OptionError(`${id}: ${name} must be one of ${allowed.join(', ')}`);
}
