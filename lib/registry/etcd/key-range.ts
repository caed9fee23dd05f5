/** The keys from `start` up to, not including, `end`; an `end` of one zero byte means to the end of the key space. */
export interface KeyRange {
  readonly prefix: string;
  readonly start: Buffer;
  readonly end: Buffer;
}

const ZERO = Buffer.from([0]);

/** The range of all keys that start with `prefix`; an empty one is the whole key space. */
export function prefixRange(prefix: string): KeyRange {
  const start = Buffer.from(prefix);
  return { prefix, start: start.length === 0 ? ZERO : start, end: prefixEnd(start) };
}

export function rangeHolds({ start, end }: KeyRange, key: Buffer): boolean {
  return start.compare(key) <= 0 && (end.equals(ZERO) || key.compare(end) < 0);
}

/** The smallest key after `key`. */
export function keySuccessor(key: Buffer): Buffer {
  return Buffer.concat([key, ZERO]);
}

/** Leaves out every prefix that lies inside another one, and names it with the one that covers it. */
export function separatePrefixes(prefixes: readonly string[]): {
  readonly kept: readonly string[];
  readonly covered: readonly { readonly prefix: string; readonly by: string }[];
} {
  const kept: string[] = [];
  const covered: { prefix: string; by: string }[] = [];
  for (const prefix of [...new Set(prefixes)].sort()) {
    const by = kept.find((candidate) => prefix.startsWith(candidate));
    if (by === undefined) kept.push(prefix);
    else covered.push({ prefix, by });
  }
  return { kept, covered };
}

function prefixEnd(prefix: Buffer): Buffer {
  const last = prefix.findLastIndex((byte) => byte < 0xff);
  if (last < 0) return ZERO;
  const end = Buffer.from(prefix.subarray(0, last + 1));
  end[last] = (end[last] ?? 0) + 1;
  return end;
}
