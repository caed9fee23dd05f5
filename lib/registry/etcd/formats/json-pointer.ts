/** A parsed JSON pointer (RFC 6901): the names on the way, none for the whole document. */
export type JsonPointer = readonly string[];

/** Undefined where the text is no pointer: it begins with "/" or is empty, and "~" stands before 0 or 1 only. */
export function parseJsonPointer(text: string): JsonPointer | undefined {
  if (text === '') return [];
  if (!text.startsWith('/') || /~(?![01])/.test(text)) return undefined;
  return text
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** What a pointer points to; undefined where there is nothing. Sees a value's own names only. */
export function valueAt(document: unknown, pointer: JsonPointer): unknown {
  let value = document;
  for (const name of pointer) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (Array.isArray(value) && !/^(0|[1-9]\d*)$/.test(name)) return undefined;
    if (!Object.hasOwn(value, name)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value;
}
