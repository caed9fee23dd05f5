/** A weight as a number from 0, or its text. */
export function readWeight(value: unknown): number | undefined {
  const weight = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof weight === 'number' && Number.isFinite(weight) && weight >= 0 ? weight : undefined;
}
