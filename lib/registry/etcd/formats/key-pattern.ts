import type { Fault } from './format';

/** The shape of keys, with named parts: `/acme/{service}/{address}:{port}`. */
export interface KeyPattern {
  readonly text: string;
  /** What every key begins with. */
  readonly prefix: string;
  /** The parts' names, each once. */
  readonly names: readonly string[];
  /** One a segment between slashes. */
  readonly segments: readonly Segment[];
}

/** What stands around and between the parts of one segment; a literal more than names. */
interface Segment {
  readonly literals: readonly string[];
  readonly names: readonly string[];
  /** Takes one segment or more: `{path+}`. */
  readonly isRest: boolean;
}

const PART = /\{([A-Za-z][A-Za-z0-9_]*)\}/;
const REST = /^\{([A-Za-z][A-Za-z0-9_]*)\+\}$/;
/** A pattern is tried on every key; no registrar writes a longer one. */
const LONGEST_KEY = 4_096;

/** `{name}` stands for one or more characters other than "/", `{name+}` for one or more whole segments, at most once. */
export function parseKeyPattern(text: string): KeyPattern | Fault {
  const segments = text.split('/').map(parseSegment);
  const names = segments.flatMap((segment) => segment.names);
  const double = names.find((name, index) => names.indexOf(name) !== index);
  const literals = segments.flatMap((segment) => segment.literals);
  if (literals.some((literal) => /[{}]/.test(literal))) {
    return { fault: 'expected every part as {name}, or as {name+} in a segment of its own' };
  }
  if (double !== undefined) return { fault: `the part {${double}} is there twice` };
  if (segments.filter(({ isRest }) => isRest).length > 1) return { fault: 'expected at most one part like {name+}' };
  if (segments.some((segment) => segment.literals.slice(1, -1).includes(''))) {
    return { fault: 'expected something between two parts: where one ends cannot be told' };
  }
  const prefix = text.split('{', 1)[0] ?? '';
  if (/^\/*$/.test(prefix)) return { fault: 'expected it to begin with a name of its own, as in /acme/{service}/{id}' };
  return { text, prefix, names, segments };
}

/** The texts of the parts; null where the key is of another shape. Where a separator occurs twice, its last one counts. */
export function matchKey(pattern: KeyPattern, key: string): ReadonlyMap<string, string> | null {
  if (!key.startsWith(pattern.prefix) || key.length > LONGEST_KEY) return null;
  const given = key.split('/');
  const { segments } = pattern;
  const more = given.length - segments.length;
  if (more < 0) return null;
  const found = new Map<string, string>();
  let at = 0;
  for (const segment of segments) {
    const width = segment.isRest ? more + 1 : 1;
    const isMatch = matchSegment(segment, given.slice(at, at + width).join('/'), found);
    if (!isMatch) return null;
    at += width;
  }
  return at === given.length ? found : null;
}

function parseSegment(text: string): Segment {
  const rest = REST.exec(text)?.[1];
  if (rest !== undefined) return { literals: ['', ''], names: [rest], isRest: true };
  // Split by a pattern with one group, literals and names take turns.
  const turns = text.split(PART);
  return {
    literals: turns.filter((_, index) => index % 2 === 0),
    names: turns.filter((_, index) => index % 2 === 1),
    isRest: false,
  };
}

function matchSegment({ literals, names }: Segment, text: string, found: Map<string, string>): boolean {
  const head = literals[0] ?? '';
  if (names.length === 0) return text === head;
  const tail = literals.at(-1) ?? '';
  if (text.length <= head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail)) return false;
  let left = text.slice(head.length, text.length - tail.length);
  for (let index = names.length - 1; index > 0; index -= 1) {
    const separator = literals[index] ?? '';
    const from = left.lastIndexOf(separator);
    const part = left.slice(from + separator.length);
    if (from <= 0 || part === '') return false;
    found.set(names[index] ?? '', part);
    left = left.slice(0, from);
  }
  found.set(names[0] ?? '', left);
  return left !== '';
}
