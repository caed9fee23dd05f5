/** How many of those who left last are remembered: about a megabyte. */
const LIMIT = 10_000;
/** Who comes back later than this is new. */
const RETURNS_WITHIN_MS = 3_600_000;

/** Ids that left, with when (ISO 8601); the longest gone first. */
export type Departed = Map<string, string>;

export function noteDeparture(departed: Departed, id: string, at: string): void {
  departed.delete(id);
  departed.set(id, at);
  if (departed.size <= LIMIT) return;
  const [longestGone] = departed.keys();
  if (longestGone !== undefined) departed.delete(longestGone);
}

/** Whether an id that arrives left not long ago; after that it is departed no longer. */
export function takeReturn(departed: Departed, id: string, at: string): boolean {
  const left = departed.get(id);
  departed.delete(id);
  return left !== undefined && Date.parse(at) - Date.parse(left) <= RETURNS_WITHIN_MS;
}
