export const EXPIRY_CHOICES = ['30 days', '90 days', '365 days', 'a date'] as const;

/** How long a token lasts, as it is filled in. */
export interface ExpiryFields {
  readonly choice: (typeof EXPIRY_CHOICES)[number];
  /** `2027-01-31`, of the last day. */
  readonly date: string;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const LONGEST_DAYS = 3_650;

/** When a token expires, ISO 8601: with the end of the last day in UTC where a date is chosen; null where that is no day to come. */
export function expiresAt({ choice, date }: ExpiryFields, now: number): string | null {
  if (choice !== 'a date') return new Date(now + Number.parseInt(choice, 10) * DAY_MS).toISOString();
  const end = Date.parse(`${date}T23:59:59.999Z`);
  if (Number.isNaN(end) || end <= now || end > now + LONGEST_DAYS * DAY_MS) return null;
  return new Date(end).toISOString();
}
