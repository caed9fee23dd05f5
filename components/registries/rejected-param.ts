/** `?rejected=<registry>` opens the list of its rejected keys. */
export const REJECTED_PARAM = 'rejected';

/** The id of that list on Formats. */
export function rejectedAnchor(registry: string): string {
  return `rejected-${registry}`;
}
