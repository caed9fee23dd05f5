import { textsOf } from './fields';

const PAIRS = 32;
const CHARACTERS = 256;

/** {@link textsOf} for what is shown with every instance of a key, of which there may be thousands: the first few, and short. */
export function boundedTexts(value: unknown): Readonly<Record<string, string>> {
  const pairs = Object.entries(textsOf(value) ?? {}).slice(0, PAIRS);
  return Object.fromEntries(pairs.map(([name, text]) => [cut(name), cut(text)]));
}

function cut(text: string): string {
  return text.length <= CHARACTERS ? text : `${text.slice(0, CHARACTERS - 1).toWellFormed()}…`;
}
