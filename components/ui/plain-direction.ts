const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** Text with the characters that turn its direction written out: within a sentence they would turn what follows, too. */
export function plainDirection(text: string): string {
  return text.replace(TURNS, (turn) => `\\u${turn.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);
}
