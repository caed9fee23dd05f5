/** "33.3 %" of a share of 1. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
