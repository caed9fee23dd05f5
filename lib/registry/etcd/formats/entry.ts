/** One key and its value as a format looks at them. */
export interface Entry {
  readonly key: string;
  /** The key between its slashes, empty ones left out. */
  readonly segments: readonly string[];
  readonly text: string;
  /** The value as a JSON object; null when it is none. */
  readonly json: JsonObject | null;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function readEntry(key: string, text: string): Entry {
  return new LazyEntry(key, text);
}

/** Cuts and parses once somebody asks: most formats look at the beginning of the key and no further. */
class LazyEntry implements Entry {
  readonly key: string;
  readonly text: string;
  #segments: readonly string[] | undefined;
  #json: JsonObject | null | undefined;

  constructor(key: string, text: string) {
    this.key = key;
    this.text = text;
  }

  get segments(): readonly string[] {
    this.#segments ??= cut(this.key);
    return this.#segments;
  }

  get json(): JsonObject | null {
    if (this.#json === undefined) this.#json = parseObject(this.text);
    return this.#json;
  }
}

/** The last segment but one: where all plain layouts have the service's name, but for an `instances` in between. */
export function serviceSegment({ segments }: Entry): string | undefined {
  const isBetween = segments.length > 3 && segments.at(-2) === 'instances';
  return segments.at(isBetween ? -3 : -2);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where JSON may hold half of a surrogate pair, which no address of ours can carry. */
const HALF_SURROGATE = /\\u[dD][89a-fA-F]/;

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function cut(key: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  // Split by hand: half the price of split, which sees the empty part before the first slash as well.
  for (let at = key.indexOf('/'); at >= 0; at = key.indexOf('/', from)) {
    if (at > from) parts.push(key.slice(from, at));
    from = at + 1;
  }
  if (from < key.length) parts.push(key.slice(from));
  return parts;
}

/** Whether the text begins as a JSON object does; asked of every value, so by its first character where that tells. */
function beginsAsObject(text: string): boolean {
  const first = text.charCodeAt(0);
  return first === 0x7b || (first <= 0x20 && /^\s*\{/.test(text));
}

function parseObject(text: string): Entry['json'] {
  if (!beginsAsObject(text)) return null;
  try {
    const isSuspect = text.includes('\\') && HALF_SURROGATE.test(text);
    const value: unknown = isSuspect ? JSON.parse(text, wellFormed) : JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
