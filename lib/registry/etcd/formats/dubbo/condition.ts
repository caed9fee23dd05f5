/** One side of a condition rule: what each name must be and must not be. */
export type Conditions = ReadonlyMap<string, { readonly is: readonly string[]; readonly isNot: readonly string[] }>;

/** `host = 10.0.0.*,10.1.0.* & port != 80`; undefined where clients would refuse it. */
export function parseConditions(text: string): Conditions | undefined {
  const conditions = new Map<string, { is: string[]; isNot: string[] }>();
  let pair: { is: string[]; isNot: string[] } | undefined;
  let values: string[] | undefined;
  for (const [, separator = '', content = ''] of text.matchAll(/([&!=,]*)\s*([^&!=,\s]+)/g)) {
    if (separator === '' || separator === '&') {
      pair = conditions.get(content) ?? { is: [], isNot: [] };
      conditions.set(content, pair);
      values = undefined;
      continue;
    }
    if (separator === '=') values = pair?.is;
    else if (separator === '!=') values = pair?.isNot;
    else if (separator !== ',') return undefined;
    if (!values) return undefined;
    values.push(content);
  }
  return conditions;
}

/** Whether a value passes, with `*` for anything at the begin, the end or in between. */
export function isAllowed(
  { is, isNot }: { readonly is: readonly string[]; readonly isNot: readonly string[] },
  value: string,
): boolean {
  if (isNot.some((pattern) => matchesGlob(pattern, value))) return false;
  return is.length === 0 ? isNot.length > 0 : is.some((pattern) => matchesGlob(pattern, value));
}

export function matchesGlob(pattern: string, value: string): boolean {
  const star = pattern.lastIndexOf('*');
  if (star < 0) return pattern === value;
  const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
}
