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
    this.#segments ??= this.key.split('/').filter((segment) => segment !== '');
    return this.#segments;
  }

  get json(): JsonObject | null {
    if (this.#json === undefined) this.#json = parseObject(this.text);
    return this.#json;
  }
}

/** The last segment but one: where all plain layouts have the service's name. */
export function serviceSegment(entry: Entry): string | undefined {
  return entry.segments.at(-2);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where JSON may hold half of a surrogate pair, which no address of ours can carry. */
const HALF_SURROGATE = /\\u[dD][89a-fA-F]/;

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function parseObject(text: string): Entry['json'] {
  if (!/^\s*\{/.test(text)) return null;
  try {
    const isSuspect = text.includes('\\u') && HALF_SURROGATE.test(text);
    const value: unknown = isSuspect ? JSON.parse(text, wellFormed) : JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
