/** A capital and a full stop, where they are missing. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const ended = /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return /^[a-z]+[ ,]/.test(ended) ? ended.charAt(0).toUpperCase() + ended.slice(1) : ended;
}
