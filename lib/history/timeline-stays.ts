import type { Range } from './timeline-range';

/**
 * How one instance stood: three numbers a stay, from when, until when (ms) and the place of its state in `STATES`. In
 * order, and apart from each other; where there is none it was absent. Numbers, since a service may have 100,000.
 */
export type Stays = readonly number[];

const SPACE = 32;
const ZERO = 48;
/** More than the places of states. */
const STATE_ROOM = 8;

/** How SQL packs a stay: `<from × 8 + state> <length>`; a space between stays. */
export const PACKED_STAY = `(from_at * ${STATE_ROOM} + case when rotation = 'out' then 4 when health = 'critical' then 0
  when health = 'warning' then 1 when health = 'passing' then 3 else 2 end) || ' ' || (to_at - from_at)`;

/** Reads what a database packed; in any order. */
export function unpackStays(packed: string): Stays {
  const stays: number[] = [];
  let value = 0;
  let from = -1;
  let state = 0;
  let isSorted = true;
  for (let index = 0; index <= packed.length; index += 1) {
    const code = index < packed.length ? packed.charCodeAt(index) : SPACE;
    if (code !== SPACE) {
      value = value * 10 + code - ZERO;
      continue;
    }
    if (from < 0) {
      from = Math.floor(value / STATE_ROOM);
      state = value - from * STATE_ROOM;
    } else {
      isSorted &&= stays.length === 0 || (stays[stays.length - 3] ?? 0) <= from;
      stays.push(from, from + value, state);
      from = -1;
    }
    value = 0;
  }
  return isSorted ? stays : inOrder(stays);
}

/** Whether there was any of them in a range. */
export function staysTouch(stays: Stays, { fromMs, toMs }: Range): boolean {
  for (let at = stays.length - 3; at >= 0; at -= 3) {
    if ((stays[at + 1] ?? 0) <= fromMs) return false;
    if ((stays[at] ?? 0) < toMs) return true;
  }
  return false;
}

/** Those of one instance that were in different places, in order. */
export function mergeStays(some: Stays, others: Stays): Stays {
  return inOrder([...some, ...others]);
}

function inOrder(stays: Stays): Stays {
  const parts = Array.from({ length: stays.length / 3 }, (_, index) => stays.slice(3 * index, 3 * index + 3));
  return parts.sort(([a = 0], [b = 0]) => a - b).flat();
}
