interface Pair {
  readonly from: string | null;
  readonly to: string | null;
}

/** So many characters of both fit into a line. */
const ROOM = 32;
/** What is told of a beginning that both have, in characters: its first ones and its last. */
const KEPT = 4;

/** Two long values that begin alike, so that where they differ is in sight: `7587…3747 → 7587…3751`. */
export function apart({ from, to }: Pair): Pair {
  if (from === null || to === null || from.length + to.length < ROOM) return { from, to };
  let alike = 0;
  while (alike < from.length && from[alike] === to[alike]) alike += 1;
  if (alike <= 2 * KEPT) return { from, to };
  const short = (text: string) => `${text.slice(0, KEPT)}…${text.slice(alike - KEPT)}`;
  return { from: short(from), to: short(to) };
}
