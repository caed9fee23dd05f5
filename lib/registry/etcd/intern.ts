/** Gives back the first text that was equal. */
export type Intern = (text: string) => string;

const REMEMBERED = 20_000;
const LONGEST = 200;

/** Remembers a bounded number of texts, none of them long. */
export function createIntern(): Intern {
  const texts = new Map<string, string>();
  return (text) => {
    if (text.length > LONGEST) return text;
    const known = texts.get(text);
    if (known !== undefined) return known;
    if (texts.size >= REMEMBERED) texts.clear();
    texts.set(text, text);
    return text;
  };
}
