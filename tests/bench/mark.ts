/** Before the number of a change in the text of a frame. */
export const MARK = 'mark-';
export const MARK_DIGITS = 7;

/** The text that tells one change from all others. */
export function markOf(change: number): string {
  return MARK + String(change).padStart(MARK_DIGITS, '0');
}
