/** As large as any registry takes one. */
const LARGEST = 65_535;

/** A weight as typed; null for what is no whole number from 0 to 65,535. */
export function weightOf(typed: string): number | null {
  const text = typed.trim();
  if (!/^\d{1,5}$/.test(text)) return null;
  const weight = Number(text);
  return weight <= LARGEST ? weight : null;
}
