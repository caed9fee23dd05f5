import { textsOf } from './fields';

const PAIRS = 32;
const CHARACTERS = 256;

/** {@link textsOf} for what is shown with every instance of a key, of which there may be thousands: the first few, and short. */
export function boundedTexts(value: unknown): Readonly<Record<string, string>> {
  const texts = textsOf(value);
  if (texts === undefined) return {};
  // Mostly they are few and short already.
  if (isBounded(texts)) return texts;
  const pairs = Object.entries(texts).slice(0, PAIRS);
  return Object.fromEntries(pairs.map(([name, text]) => [cut(name), cut(text)]));
}

function isBounded(texts: Readonly<Record<string, string>>): boolean {
  let pairs = 0;
  for (const name in texts) {
    pairs += 1;
    if (pairs > PAIRS || name.length > CHARACTERS || (texts[name]?.length ?? 0) > CHARACTERS) return false;
  }
  return true;
}

function cut(text: string): string {
  return text.length <= CHARACTERS ? text : `${text.slice(0, CHARACTERS - 1).toWellFormed()}…`;
}
