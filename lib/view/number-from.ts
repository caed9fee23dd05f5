/** The number a text says, NaN where it says none. Minus zero is written as `0`, so it is read as zero too. */
export function numberFrom(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text) + 0;
}
