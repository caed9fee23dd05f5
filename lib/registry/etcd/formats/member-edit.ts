import { applyEdits, type JSONPath, modify } from 'jsonc-parser';
import { sameValue } from '../../../domain/same-value';
import { isJsonObject } from './entry';
import { jsonValue, withJsonValue } from './json-edit';

export interface Members {
  /** Where the list of them, or the object of them by name, stands in a text. */
  readonly path: (text: string) => JSONPath;
  /** Whether two members of a list are about the same. */
  readonly isSame: (a: unknown, b: unknown) => boolean;
}

/**
 * What is changed of one member between two texts, changed in a third; undefined where that one differs from the first
 * in this member. Others may differ: they belong to others.
 */
export function rebaseMembers({ path, isSame }: Members) {
  return (current: string, from: string, to: string): string | undefined => {
    const at = path(current);
    const [held, before, after] = [jsonValue(current, at), jsonValue(from, path(from)), jsonValue(to, path(to))];
    if (Array.isArray(held) && Array.isArray(before) && Array.isArray(after)) {
      const change = changeOf(before, after);
      return change && rebaseItem({ text: current, at, held, isSame }, change);
    }
    if (!isJsonObject(held) || !isJsonObject(before) || !isJsonObject(after)) return undefined;
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changed = names.filter((name) => !sameValue(before[name], after[name]));
    if (changed.some((name) => !sameValue(held[name], before[name]))) return undefined;
    return changed.reduce<string | undefined>(
      (text, name) => (text === undefined ? text : withJsonValue(text, [...at, name], after[name])),
      changed.length > 0 ? current : undefined,
    );
  };
}

interface ItemChange {
  /** Undefined for one that is added. */
  readonly before: unknown;
  /** Undefined for one that is left out. */
  readonly after: unknown;
  readonly index: number;
}

/** The one item in which two lists differ; undefined where it is another number. */
function changeOf(before: readonly unknown[], after: readonly unknown[]): ItemChange | undefined {
  if (sameValue(before, after)) return undefined;
  const first = before.findIndex((item, at) => !sameValue(item, after[at]));
  const index = first < 0 ? before.length : first;
  const itemOf = (list: readonly unknown[], other: readonly unknown[]) =>
    list.length < other.length ? [] : list.slice(index, index + 1);
  const [left, right] = [itemOf(before, after), itemOf(after, before)];
  const isOnly = sameValue(before.slice(index + left.length), after.slice(index + right.length));
  return isOnly ? { before: left[0], after: right[0], index } : undefined;
}

interface Held extends Pick<Members, 'isSame'> {
  readonly text: string;
  readonly at: JSONPath;
  readonly held: readonly unknown[];
}

function rebaseItem({ text, at, held, isSame }: Held, { before, after, index }: ItemChange): string | undefined {
  if (before === undefined) {
    if (held.some((item) => isSame(item, after))) return undefined;
    const place = Math.min(index, held.length);
    const edited = applyEdits(text, modify(text, [...at, place], after, { isArrayInsertion: true }));
    // Of two lists with one name the last counts, and the first was edited.
    return sameValue(jsonValue(edited, at), held.toSpliced(place, 0, after)) ? edited : undefined;
  }
  const found = held.findIndex((item) => sameValue(item, before));
  if (found < 0) return undefined;
  if (after === undefined) return withJsonValue(text, [...at, found], undefined);
  if (!isJsonObject(before) || !isJsonObject(after)) return undefined;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => !sameValue(before[name], after[name]))
    .reduce<string | undefined>(
      (edited, name) => (edited === undefined ? edited : withJsonValue(edited, [...at, found, name], after[name])),
      text,
    );
}
