import { isSecretName } from './secret-names';

/** Where a secret stands in a text: from the first index to before the second. */
export type Span = readonly [from: number, to: number];

/** Secrets of JSON, of parameters and of addresses, in no order. Every search goes over the text once, whatever it holds. */
export function secretSpans(text: string): readonly Span[] {
  return [...quotedSpans(text), ...assignedSpans(text), ...userInfoSpans(text)];
}

/** `"password": "…"`, also where the quotes are escaped because the JSON is itself in a string. */
function* quotedSpans(text: string): Generator<Span> {
  let open = text.indexOf('"');
  while (open !== -1) {
    const close = text.indexOf('"', open + 1);
    if (close === -1) return;
    const nameEnd = close - backslashesBefore(text, close, open + 1);
    const start = isSecretName(text.slice(open + 1, nameEnd)) ? valueStart(text, close + 1) : null;
    const span = start === null ? null : (stringSpan(text, start) ?? numberSpan(text, start));
    if (span) yield span;
    open = span ? text.indexOf('"', span[1] + 1) : close;
  }
}

/** Where the value of a key begins; null without a colon. */
function valueStart(text: string, from: number): number | null {
  const colon = skip(text, from, isBlank);
  return text[colon] === ':' ? skip(text, colon + 1, isBlank) : null;
}

function stringSpan(text: string, start: number): Span | null {
  const quote = skip(text, start, isBackslash);
  if (text[quote] !== '"') return null;
  const escapes = quote - start;
  let from = quote + 1;
  for (let end = text.indexOf('"', from); end !== -1; end = text.indexOf('"', end + 1)) {
    // Each level of strings doubles the backslashes of the one within: a remainder above says that the quote is content.
    const before = backslashesBefore(text, end, from);
    if (before % (2 * (escapes + 1)) <= escapes) return nonEmpty(quote + 1, end - Math.min(before, escapes));
    from = end + 1;
  }
  // Cut off within the secret.
  return nonEmpty(quote + 1, text.length);
}

function numberSpan(text: string, start: number): Span | null {
  return /[-\d]/.test(text[start] ?? '') ? [start, skip(text, start + 1, isOfNumber)] : null;
}

/** `token=…`, also percent-encoded, up to the next parameter. */
function* assignedSpans(text: string): Generator<Span> {
  let searched = 0;
  for (const { 0: separator, index } of text.matchAll(/=|%3D/gi)) {
    if (index < searched) continue;
    let nameStart = index;
    while (nameStart > searched && isOfName(text[nameStart - 1] ?? '')) nameStart -= 1;
    searched = index + separator.length;
    if (!isSecretName(text.slice(nameStart, index))) continue;
    const start = searched;
    while (searched < text.length && isOfValue(text, searched)) searched += 1;
    if (searched > start) yield [start, searched];
  }
}

/** The password of `redis://user:password@host`. */
function* userInfoSpans(text: string): Generator<Span> {
  for (const { index } of text.matchAll(/(?<=[a-z\d+.-]):\/\//gi)) {
    const userEnd = skip(text, index + 3, isOfUser);
    if (text[userEnd] !== ':') continue;
    const start = userEnd + 1;
    const end = skip(text, start, isOfPassword);
    // At the end of a text that was cut off, what is no port is the beginning of a password.
    const isCut = end === text.length && !/^\d*$/.test(text.slice(start));
    if (end > start && (text[end] === '@' || isCut)) yield [start, end];
  }
}

function skip(text: string, from: number, isSkipped: (character: string) => boolean): number {
  let index = from;
  while (index < text.length && isSkipped(text.charAt(index))) index += 1;
  return index;
}

function backslashesBefore(text: string, index: number, from: number): number {
  let start = index;
  while (start > from && isBackslash(text.charAt(start - 1))) start -= 1;
  return index - start;
}

function nonEmpty(from: number, to: number): Span | null {
  return to > from ? [from, to] : null;
}

const isBackslash = (character: string) => character === '\\';
const isBlank = (character: string) => /\s/.test(character);
const isOfNumber = (character: string) => /[\d.eE+-]/.test(character);
const isOfName = (character: string) => /[\w.-]/.test(character);
const isOfUser = (character: string) => /[^\s/@:"]/.test(character);
const isOfPassword = (character: string) => /[^\s/@"]/.test(character);

function isOfValue(text: string, index: number): boolean {
  return /[^\s&"',;\\]/.test(text.charAt(index)) && !text.startsWith('%26', index);
}
