import { textsOf } from './fields';

const PAIRS = 32;
const CHARACTERS = 256;

/** {@link textsOf} for what is shown with every instance of a key, of which there may be thousands: the first few, and short. */
export function boundedTexts(value: unknown): Readonly<Record<string, string>> {
  const texts = textsOf(value);
  if (texts === undefined) return {};
  const pairs = Object.entries(texts);
  // Mostly they are few and short already.
  if (pairs.length <= PAIRS && pairs.every(isShort)) return texts;
  return Object.fromEntries(pairs.slice(0, PAIRS).map(([name, text]) => [cut(name), cut(text)]));
}

function isShort([name, text]: readonly [string, string]): boolean {
  return name.length <= CHARACTERS && text.length <= CHARACTERS;
}

function cut(text: string): string {
  return text.length <= CHARACTERS ? text : `${text.slice(0, CHARACTERS - 1).toWellFormed()}…`;
}
