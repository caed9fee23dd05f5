/** `14:31:52`, UTC. Times from the server are ISO 8601 UTC already, so this works the same on both sides. */
export function clockTime(iso: string): string {
  return iso.slice(11, 19);
}

/** `.418` */
export function clockMillis(iso: string): string {
  return iso.slice(19, 23);
}

/** `Friday, 20 November 2026` of a day `2026-11-20`. */
export function dayWords(day: string): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', options);
}

/** `14:31`, UTC, of milliseconds since 1970. */
export function minuteTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
