const CAUSES: Readonly<Record<string, string>> = {
  'lease-expired': 'lease expired',
  'lease-revoked': 'lease revoked',
  deleted: 'deleted from the registry',
  unknown: 'cause unknown',
  'listed-again': 'it could not say what happened, and was listed again',
};

/** A cause in words; a code without words of its own reads as it is. */
export function causeWords(cause: string): string {
  return CAUSES[cause] ?? cause.replaceAll('-', ' ');
}
