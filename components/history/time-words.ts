const MINUTE_MS = 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14:30`, or `20 Nov 14:30` on another day than `near`; UTC. Both are ISO 8601. */
export function timeNear(iso: string, near: string): string {
  return `${dayNear(iso, near)}${iso.slice(11, 16)}`;
}

/** `14:23:10`, or `20 Nov 14:23:10` on another day than `near`; UTC. */
export function secondNear(iso: string, near: string): string {
  return `${dayNear(iso, near)}${iso.slice(11, 19)}`;
}

/** `20 Nov` */
export function dayOf(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''}`;
}

/** `14:00 – 14:30`, with the days where they matter; ISO 8601, UTC. */
export function stretchWords(from: string, to: string, near: string): string {
  if (from.slice(0, 10) !== to.slice(0, 10)) return `${dayAndTime(from)} – ${dayAndTime(to)}`;
  return `${timeNear(from, near)} – ${timeNear(to, from)}`;
}

function dayAndTime(iso: string): string {
  return `${dayOf(iso)} ${iso.slice(11, 16)}`;
}

function dayNear(iso: string, near: string): string {
  return iso.slice(0, 10) === near.slice(0, 10) ? '' : `${dayOf(iso)} `;
}

/** "40 s", "4 min", "1 h 20 min", "2 d 3 h": two units at most, rounded. */
export function lengthWords(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(ms > 0 ? 1 : 0, Math.round(ms / 1000))} s`;
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h${minutes % 60 === 0 ? '' : ` ${minutes % 60} min`}`;
  const rest = Math.round((minutes % (24 * 60)) / 60) % 24;
  return `${Math.floor(hours / 24)} d${rest === 0 ? '' : ` ${rest} h`}`;
}
