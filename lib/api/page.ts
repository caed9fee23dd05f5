import { Problem } from './problem';

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** A total order, and the fields it looks at: they are what a cursor holds. */
export interface Order<Item> {
  readonly compare: (a: Item, b: Item) => number;
  readonly fields: readonly (keyof Item & string)[];
}

/**
 * The first `limit` items after the cursor, in one pass that keeps only what can still be among them. A cursor holds
 * the last item's place in the order, so a list that changes in between neither repeats nor skips what stayed.
 * @throws Problem `malformed` for a cursor that is not one
 */
export function pageOf<Item extends object>(
  items: Iterable<Item>,
  order: Order<Item>,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Page<Item> {
  const after = cursor === undefined ? null : readCursor(cursor, order);
  const room = Math.max(4 * limit, 1_000);
  let kept: Item[] = [];
  let worstKept: Item | undefined;
  let total = 0;
  let remaining = 0;
  for (const item of items) {
    total += 1;
    if (after !== null && order.compare(item, after) <= 0) continue;
    remaining += 1;
    if (worstKept !== undefined && order.compare(item, worstKept) >= 0) continue;
    kept.push(item);
    if (kept.length < room) continue;
    kept = kept.sort(order.compare).slice(0, limit);
    worstKept = kept.at(-1);
  }
  const page = kept.sort(order.compare).slice(0, limit);
  const last = page.at(-1);
  return { items: page, nextCursor: last && remaining > page.length ? writeCursor(last, order) : null, total };
}

function writeCursor<Item extends object>(item: Item, order: Order<Item>): string {
  const place = Object.fromEntries(order.fields.map((field) => [field, item[field]]));
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor<Item extends object>(cursor: string, order: Order<Item>): Item {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof place === 'object' && place !== null && order.fields.every((field) => field in place)) {
      const item = place as Item;
      // A forged place must fail here and not in the middle of a list.
      order.compare(item, item);
      return item;
    }
  } catch {
    // Said below.
  }
  throw new Problem('malformed', 'cursor: expected the nextCursor of an earlier answer');
}
