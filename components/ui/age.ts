const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "15 s", "4 min", "2 h", "3 d": whole units, rounded down; never negative, as clocks differ. */
export function formatAge(ms: number): string {
  if (Number.isNaN(ms)) return '–';
  const age = Math.max(0, ms);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < 2 * DAY) return `${Math.floor(age / HOUR)} h`;
  return `${Math.floor(age / DAY)} d`;
}

/** `2026-11-21 01:50:15 UTC`; the text itself when it is no time. */
export function formatTime(iso: string): string {
  const ms = Date.parse(iso);
  if (Number.isNaN(ms)) return iso;
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** The tooltip of an age; `atLeast` when nobody watched as it began. */
export function sinceTitle(iso: string, atLeast: boolean): string {
  const time = formatTime(iso);
  return atLeast ? `at least since ${time}: it was so when Rollcall first looked` : time;
}
