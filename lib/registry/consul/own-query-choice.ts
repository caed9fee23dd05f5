/** What decides which services get a blocking query of their own. */
export interface OwnQueryCandidates {
  readonly services: { readonly size: number; names(): Iterable<string> };
  /** Somebody looks at them now; the latest last. */
  readonly focused: readonly string[];
  /** When each last changed, milliseconds since 1970; absent for never. */
  readonly changedAt: ReadonlyMap<string, number>;
  /** Those that have one now. */
  readonly held: { has(service: string): boolean };
}

/** A query is dear to begin, so a service keeps it this long against one that changed later. */
const HELD_BONUS_MS = 10_000;

/** Every service while they are few; else those looked at, then those that changed last. */
export function chooseOwnQueries(candidates: OwnQueryCandidates, limit: number): string[] {
  const { services, focused, changedAt, held } = candidates;
  const chosen = new Set(focused.toReversed().slice(0, limit));
  if (services.size <= limit) for (const name of services.names()) chosen.add(name);
  const rank = ([name, at]: readonly [string, number]) => at + (held.has(name) ? HELD_BONUS_MS : 0);
  const recent = [...changedAt].sort((a, b) => rank(b) - rank(a));
  for (const [name] of recent) if (chosen.size < limit) chosen.add(name);
  return [...chosen].slice(0, limit);
}
