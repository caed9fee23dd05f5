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

/** The last segment but one: where all plain layouts have the service's name. */
export function serviceSegment(entry: Entry): string | undefined {
  return entry.segments.at(-2);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
