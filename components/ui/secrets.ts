import { secretSpans } from './secret-spans';

/** What stands in a secret's place; its length says nothing. */
export const MASK = '••••••';

/** How much of a text is looked into, in characters. */
export const LOOK_LIMIT = 100_000;

export interface MaskedText {
  readonly text: string;
  /** How many secrets are masked. */
  readonly masked: number;
  /** How many characters at the end were not looked into, and are not in `text`. */
  readonly left: number;
}

/** Text as the registry holds it, with the values of keys that name a secret masked; everything else is literal. */
export function maskSecrets(whole: string): MaskedText {
  const text = whole.slice(0, LOOK_LIMIT);
  let result = '';
  let masked = 0;
  let end = 0;
  for (const [from, to] of [...secretSpans(text)].sort(([a], [b]) => a - b)) {
    // Secrets that touch are one: nobody needs to know where the one ends. None begins the text, a name comes first.
    if (from > end) {
      result += text.slice(end, from) + MASK;
      masked += 1;
    }
    end = Math.max(end, to);
  }
  return { text: result + text.slice(end), masked, left: whole.length - text.length };
}
