import type { CustomFormatSpec } from './custom-sheet';
import type { Edits } from './edits';
import { jsonValue, withJsonValue } from './json-edit';
import type { JsonPointer } from './json-pointer';

/** What the description of a format allows: the words of its rotation or health, and its weight, where they stand. */
export function customEdits({ fields, words }: CustomFormatSpec): Edits {
  const state = fields.rotation ?? fields.health;
  const { weight } = fields;
  const passing = words?.passing[0];
  return {
    ...(state && words && words.out.length > 0 && { drain: { edit: ({ text }) => withWord(text, state, words.out) } }),
    ...(state &&
      words &&
      passing !== undefined && {
        restore: { edit: ({ text }) => withWord(text, state, words.passing), writes: `the state ${passing}` },
      }),
    ...(weight && { weigh: { edit: ({ text }, wanted) => withNumber(text, weight, wanted), most: 1_000_000 } }),
  };
}

/** One of the words, of the type that stands there: a truth stays a truth, a number a number. */
function withWord(text: string, pointer: JsonPointer, words: readonly string[]): string | undefined {
  const path = pathIn(text, pointer);
  const type = typeof jsonValue(text, path);
  const fitting =
    type === 'boolean' || type === 'number' ? words.map(literalOf).find((word) => typeof word === type) : words[0];
  return fitting === undefined ? undefined : withJsonValue(text, path, fitting);
}

function withNumber(text: string, pointer: JsonPointer, weight: number): string | undefined {
  const path = pathIn(text, pointer);
  return withJsonValue(text, path, typeof jsonValue(text, path) === 'string' ? String(weight) : weight);
}

function literalOf(word: string): unknown {
  if (word === 'true' || word === 'false') return word === 'true';
  return /^\d+$/.test(word) ? Number(word) : word;
}

/** Within a list a name is a number. */
function pathIn(text: string, pointer: JsonPointer): (string | number)[] {
  const path: (string | number)[] = [];
  for (const name of pointer) path.push(Array.isArray(jsonValue(text, path)) ? Number(name) : name);
  return path;
}
