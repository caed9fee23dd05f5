import type { Entry } from './entry';
import type { Format } from './format';

/** A format that may read an entry. */
export interface Candidate {
  readonly name: string;
  readonly decode: Format['decode'];
  /** The prefix it must have where its value tells that it is none of the format's own; null where the format is asked. */
  readonly claims: string | null;
}

/** What is tried for some keys. */
interface Lists {
  readonly texts: readonly Candidate[];
  /** For values that are JSON objects, by the bits of their names. */
  readonly objects: Map<number, readonly Candidate[]>;
}

/** Bits of one number. */
const MOST_NAMES = 31;
/** Of hostile values each may have other names; those of real ones are some dozens. */
const MOST_LISTS = 256;

/**
 * To ask twenty formats whether an object has this or that name costs several times its parsing, as hardly any object of
 * a mixture is of the same shape as the last: its names are looked at once for all of them. Nor are all asked whether a
 * key begins with their prefix: its second character leaves few, as the first is mostly a slash.
 */
export class Candidates {
  readonly #formats: readonly Format[];
  readonly #bits = new Map<string, number>();
  readonly #byCharacter = new Map<number, Lists>();
  readonly #others: Lists;

  constructor(formats: readonly Format[]) {
    this.#formats = formats;
    for (const { marks = [] } of formats) for (const name of marks.flat()) this.#addBit(name);
    this.#others = { texts: this.#asked(null, undefined), objects: new Map() };
    for (const { claims } of formats) {
      const character = claims?.charCodeAt(1);
      if (character === undefined) continue;
      this.#byCharacter.set(character, { texts: this.#asked(null, character), objects: new Map() });
    }
  }

  /** Those to ask, in the order of the formats. */
  of({ key, json }: Entry): readonly Candidate[] {
    const character = key.charCodeAt(1);
    const { texts, objects } = this.#byCharacter.get(character) ?? this.#others;
    if (!json) return texts;
    let names = 0;
    for (const name of Object.keys(json)) names |= this.#bits.get(name) ?? 0;
    const known = objects.get(names);
    if (known) return known;
    const asked = this.#asked(names, this.#byCharacter.has(character) ? character : undefined);
    if (objects.size < MOST_LISTS) objects.set(names, asked);
    return asked;
  }

  /** @param names the bits of the names an object has; null for what is no object */
  #asked(names: number | null, character: number | undefined): readonly Candidate[] {
    return this.#formats.flatMap((format): readonly Candidate[] => {
      const { name, decode, claims } = format;
      if (this.#mayRead(format, names)) return [{ name, decode, claims: null }];
      return claims !== undefined && claims.charCodeAt(1) === character ? [{ name, decode, claims }] : [];
    });
  }

  #mayRead({ marks, onlyTexts }: Format, names: number | null): boolean {
    if (names !== null && onlyTexts) return false;
    return !marks || (names !== null && marks.some((set) => this.#hasAll(names, set)));
  }

  #hasAll(names: number, set: readonly string[]): boolean {
    const bits = set.reduce((all, name) => all | (this.#bits.get(name) ?? 0), 0);
    return (names & bits) === bits;
  }

  /** Names beyond the number of bits tell nothing: every value counts as having them. */
  #addBit(name: string): void {
    if (!this.#bits.has(name) && this.#bits.size < MOST_NAMES) this.#bits.set(name, 1 << this.#bits.size);
  }
}
