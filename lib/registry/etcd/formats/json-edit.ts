import {
  applyEdits,
  type EditResult,
  findNodeAtLocation,
  type JSONPath,
  modify,
  type Node,
  parseTree,
} from 'jsonc-parser';
import { sameValue } from '../../../domain/same-value';
import { isJsonObject } from './entry';

/**
 * The text with one value of its JSON replaced, added with what must surround it, or left out where `value` is
 * undefined; nothing else is touched. Undefined where there is no place for it, or the text names it twice.
 */
export function withJsonValue(text: string, path: JSONPath, value: unknown): string | undefined {
  const document = parse(text);
  const at = placeFor(document, path);
  if (!at) return undefined;
  const inner =
    value === undefined ? undefined : at.rest.reduceRight<unknown>((held, name) => ({ [name]: held }), value);
  const edited = applyEdits(text, inner === undefined ? leaveOut(text, at.path) : modify(text, at.path, inner, {}));
  // The last of two with one name counts for clients, and the first was edited.
  return sameValue(parse(edited), withValue(document, at.path, inner)) ? edited : undefined;
}

/** What stands there; undefined where nothing does. */
export function jsonValue(text: string, path: JSONPath): unknown {
  return path.reduce<unknown>((held, name) => memberOf(held, name), parse(text));
}

/** How far the path is there already: what is null on the way is replaced, what is text or a number is in the way. */
function placeFor(
  document: unknown,
  path: JSONPath,
): { path: JSONPath; rest: readonly (string | number)[] } | undefined {
  let held = document;
  for (const [depth, name] of path.entries()) {
    if (held === null && depth > 0) return { path: path.slice(0, depth), rest: path.slice(depth) };
    const next = memberOf(held, name);
    if (!isJsonObject(held) && (!Array.isArray(held) || next === undefined)) return undefined;
    if (next === undefined) return { path: path.slice(0, depth + 1), rest: path.slice(depth + 1) };
    held = next;
  }
  return { path, rest: [] };
}

function memberOf(held: unknown, name: string | number): unknown {
  if (Array.isArray(held)) return typeof name === 'number' ? held[name] : undefined;
  return isJsonObject(held) && Object.hasOwn(held, name) ? held[name] : undefined;
}

/** The library cuts one character too few where the last of several in a list is left out. */
function leaveOut(text: string, path: JSONPath): EditResult {
  const list = findNodeAtLocation(parseTree(text) ?? NOTHING, path.slice(0, -1));
  const last = list?.type === 'array' ? list.children?.at(-1) : undefined;
  const previous = list?.children?.at(-2);
  if (!last || !previous || path.at(-1) !== (list?.children?.length ?? 0) - 1) return modify(text, path, undefined, {});
  const offset = previous.offset + previous.length;
  return [{ offset, length: last.offset + last.length - offset, content: '' }];
}

const NOTHING: Node = { type: 'null', offset: 0, length: 0 };

/** The same change made to data. */
function withValue(document: unknown, path: JSONPath, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const inner = rest.length === 0 ? value : withValue(memberOf(document, name), rest, value);
  if (Array.isArray(document)) return document.toSpliced(Number(name), 1, ...(inner === undefined ? [] : [inner]));
  const others = Object.entries(isJsonObject(document) ? document : {}).filter(([other]) => other !== name);
  return Object.fromEntries(inner === undefined ? others : [...others, [name, inner]]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
