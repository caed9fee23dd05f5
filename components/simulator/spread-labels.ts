const APART = 13;

/** Where labels stand that want to stand at `wanted`: in the same order, none over another, within the bounds. */
export function spreadLabels(
  wanted: readonly number[],
  { least, most }: { readonly least: number; readonly most: number },
): readonly number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = wanted.slice();
  let free = least;
  for (const index of order) {
    placed[index] = Math.max(free, wanted[index] ?? 0);
    free = (placed[index] ?? 0) + APART;
  }
  // What went past the end pushes back those before it.
  let end = most;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(end, placed[index] ?? 0);
    end = (placed[index] ?? 0) - APART;
  }
  return placed;
}
