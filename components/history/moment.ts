/** A moment of an address, ISO 8601 in UTC, seconds where there are no milliseconds; null for none, no time, and the future. */
export function momentOf(text: string | null, nowMs: number): string | null {
  // A day alone or a time without its zone would be read by the zone of whoever looks.
  if (text === null || !/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) || ms >= nowMs ? null : momentAt(ms);
}

/** The same of milliseconds since 1970. */
export function momentAt(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}
