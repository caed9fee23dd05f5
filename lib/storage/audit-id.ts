import type { Random } from '../domain/clock';

/** Enough digits of base 36 for the milliseconds of the next three thousand years. */
const TIME_DIGITS = 9;
const SERIAL_DIGITS = 5;
const CHANCE_DIGITS = 6;

/** What an id looks like; what does not cannot stand in a cursor. */
export const AUDIT_ID = new RegExp(`^[0-9a-z]{${TIME_DIGITS + SERIAL_DIGITS + CHANCE_DIGITS}}$`);

/**
 * An id that sorts after all earlier ones of this process, in every collation.
 * @param serial how many ids this process has given out
 */
export function auditId(at: number, serial: number, random: Random): string {
  const chance = Math.floor(random() * 36 ** CHANCE_DIGITS);
  return timeDigits(at) + digits(serial % 36 ** SERIAL_DIGITS, SERIAL_DIGITS) + digits(chance, CHANCE_DIGITS);
}

/** How ids of a time begin: those of that time or later sort after it, earlier ones before. */
export function timeDigits(at: number): string {
  return digits(Math.min(Math.max(at, 0), 36 ** TIME_DIGITS - 1), TIME_DIGITS);
}

function digits(value: number, count: number): string {
  return value.toString(36).padStart(count, '0');
}
