/**
 * The query with one parameter set, or left out where `value` is null: in its place where it is there, at the end where
 * not. All others stay as they are written.
 */
export function withParam(query: string, name: string, value: string | null): string {
  const pairs = pairsOf(query);
  const pair = value === null ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  const at = pairs.findIndex((written) => nameOf(written) === name);
  const others = (part: readonly string[]) => part.filter((written) => nameOf(written) !== name);
  if (at < 0) return [...pairs, ...pair].join('&');
  return [...others(pairs.slice(0, at)), ...pair, ...others(pairs.slice(at))].join('&');
}

/**
 * What differs between two queries, set in a third. Undefined where that one differs from the first in more than the
 * `measured` parameters. Order counts for nothing.
 */
export function rebaseQuery(measured: ReadonlySet<string>) {
  const stable = (query: string) => {
    const params = [...new URLSearchParams(query)].filter(([name]) => !measured.has(name));
    return new URLSearchParams(params.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
  };
  return (current: string, from: string, to: string): string | undefined => {
    const before = stable(from);
    if (stable(current).toString() !== before.toString()) return undefined;
    const after = stable(to);
    let edited = current;
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      if (before.getAll(name).join('\0') === after.getAll(name).join('\0')) continue;
      edited = withParam(edited, name, after.get(name));
    }
    return edited;
  };
}

function pairsOf(query: string): readonly string[] {
  return query.split('&').filter((pair) => pair !== '');
}

function nameOf(pair: string): string | undefined {
  return [...new URLSearchParams(pair).keys()][0];
}
