import type { JsonObject } from './entry';
import type { Format } from './format';

/** A format with what tells at a glance that a value is none of its own. */
export interface Candidate {
  readonly format: Format;
  /** One a set of its marks: the bits of all names in it. Null where it looks at every value. */
  readonly sets: readonly number[] | null;
}

/** Bits of one number. */
const MOST_NAMES = 31;

/**
 * To ask twenty formats whether an object has this or that name costs several times its parsing, as hardly any object of
 * a mixture is of the same shape as the last: its names are looked at once for all of them.
 */
export class Marks {
  readonly #bits = new Map<string, number>();

  candidate(format: Format): Candidate {
    const sets = format.marks?.map((names) => names.reduce((bits, name) => bits | this.#bitOf(name), 0));
    return { format, sets: sets ?? null };
  }

  /** The bits of the names an object has. */
  of(json: JsonObject): number {
    let bits = 0;
    for (const name of Object.keys(json)) bits |= this.#bits.get(name) ?? 0;
    return bits;
  }

  /** Names beyond the number of bits tell nothing: every value counts as having them. */
  #bitOf(name: string): number {
    const known = this.#bits.get(name);
    if (known !== undefined || this.#bits.size === MOST_NAMES) return known ?? 0;
    const bit = 1 << this.#bits.size;
    this.#bits.set(name, bit);
    return bit;
  }
}

/** Whether a format need look at a value with these names, none where it is no JSON object, under that key. */
export function mayKnow({ format, sets }: Candidate, key: string, names: number): boolean {
  if (sets === null || (format.claims !== undefined && key.startsWith(format.claims))) return true;
  for (const set of sets) if ((names & set) === set) return true;
  return false;
}
