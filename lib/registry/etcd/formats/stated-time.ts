import { timeOf } from './fields';

/** Unix times up to here are seconds, above milliseconds: it is 5138 in the one, 1973 in the other. */
const LARGEST_SECONDS = 1e11;

/** A time as text, or as Unix seconds or milliseconds, which may be written as text too. */
export function readTime(value: unknown): string | undefined {
  const unix = typeof value === 'string' && /^\d{9,16}$/.test(value) ? Number(value) : value;
  if (typeof unix !== 'number') return timeOf(value);
  const date = new Date(unix < LARGEST_SECONDS ? unix * 1000 : unix);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
