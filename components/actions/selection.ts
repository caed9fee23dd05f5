/** Which rows are selected, and from where a range goes. */
interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** The selection after a press on one row: that row turned over, or with shift every row from the last one to it. */
export function pressed(selection: Selection, id: string, range: readonly string[] | null): Selection {
  const ids = new Set(selection.ids);
  const isOn = !ids.has(id);
  for (const each of range ? between(range, selection.anchor, id) : [id]) {
    if (isOn) ids.add(each);
    else ids.delete(each);
  }
  return { ids, anchor: id };
}

/** All of the rows in sight, or where they all are selected none of them; others stay as they are. */
export function pressedAll(selection: Selection, shown: readonly string[]): Selection {
  const ids = new Set(selection.ids);
  const isOn = shown.some((id) => !ids.has(id));
  for (const id of shown) {
    if (isOn) ids.add(id);
    else ids.delete(id);
  }
  return { ids, anchor: null };
}

function between(order: readonly string[], anchor: string | null, id: string): readonly string[] {
  const to = order.indexOf(id);
  const from = anchor === null ? to : order.indexOf(anchor);
  if (from === -1 || to === -1) return [id];
  return order.slice(Math.min(from, to), Math.max(from, to) + 1);
}
