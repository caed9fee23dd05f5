/** How long an instance stayed away, as it is told: in seconds, to a tenth. */
export function awaySeconds({ seenAt, undoneAt }: { readonly seenAt: number; readonly undoneAt: number }): number {
  // A clock may have been set back in between.
  return Math.round(Math.max(0, undoneAt - seenAt) / 100) / 10;
}
