import { OptionError } from './option-error';
import type { Policy, PolicyKind, PolicyOptions, Surroundings, ZeroWeight } from './policy';

/** A policy in the list: the type of its options is gone, so what is given is checked against its defaults. */
export interface OfferedPolicy {
  readonly id: string;
  readonly source: string;
  readonly zeroWeight: ZeroWeight;
  readonly defaults: PolicyOptions;
  readonly words: Readonly<Record<string, readonly string[] | undefined>>;
  /** Throws {@link OptionError} for unknown, mistyped or impossible options; absent ones take their default. */
  create(given: PolicyOptions, surroundings: Surroundings): Policy;
}

/** Makes a policy ready for the list. */
export function offered<Options extends PolicyOptions>(kind: PolicyKind<Options>): OfferedPolicy {
  const words: OfferedPolicy['words'] = kind.words ?? {};
  return {
    id: kind.id,
    source: kind.source,
    zeroWeight: kind.zeroWeight,
    defaults: kind.defaults,
    words,
    create(given, surroundings) {
      for (const [name, value] of Object.entries(given)) checkOption(kind.id, [name, value], { kind, words });
      return kind.create({ ...kind.defaults, ...given }, surroundings);
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
