/** When a drain takes itself back: never, after one of the usual times, or after minutes as typed. */
export interface RevertAfter {
  readonly choice: 'never' | '15 min' | '1 h' | '8 h' | 'custom';
  readonly minutes: string;
}

export const REVERT_CHOICES = [
  'never',
  '15 min',
  '1 h',
  '8 h',
  'custom',
] as const satisfies readonly RevertAfter['choice'][];

const SECONDS = { '15 min': 900, '1 h': 3_600, '8 h': 28_800 } as const;
const MINUTES_LIMIT = 7 * 24 * 60;

/** In seconds; undefined for never, null where what is typed is no number of minutes up to a week. */
export function revertSeconds({ choice, minutes }: RevertAfter): number | null | undefined {
  if (choice === 'never') return undefined;
  if (choice !== 'custom') return SECONDS[choice];
  const typed = /^\d{1,5}$/.test(minutes.trim()) ? Number(minutes) : 0;
  return typed >= 1 && typed <= MINUTES_LIMIT ? typed * 60 : null;
}
