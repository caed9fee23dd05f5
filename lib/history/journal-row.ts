import { CHANGE_KINDS, type Change } from '../domain/change';
import { isoTime } from '../domain/clock';
import type { Instance } from '../domain/instance';
import type { JournalTable } from '../storage/tables';
import { indexedText } from './indexed-text';
import { readBody } from './read-body';

/** `<epoch>.<seq>.<item>`: the id of a change, as the feed gives it. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
  readonly item: number;
}

const POSITION = /^([0-9a-z]{1,32})\.(0|[1-9][0-9]{0,15})\.(0|[1-9][0-9]{0,8})$/;
/** What a row takes besides its text: numbers, and its entries in the indexes, about. */
const ROW_BYTES = 150;

/** The position an id names; null for what is none. */
export function parsePosition(id: string): Position | null {
  const [, epoch, seq, item] = POSITION.exec(id) ?? [];
  if (epoch === undefined || !Number.isSafeInteger(Number(seq))) return null;
  return { epoch, seq: Number(seq), item: Number(item) };
}

/** Where a change is kept, and what it left behind. */
export interface Placing {
  readonly position: Position;
  /** The time it is kept under, in milliseconds since 1970. */
  readonly at: number;
  /** Its instance afterwards; absent where that is gone. */
  readonly after?: Pick<Instance, 'health' | 'rotation'> | undefined;
}

/** As the table holds it. */
export function journalRow(change: Change, { position, at, after }: Placing): JournalTable {
  const { id: _id, at: _at, registry, service, instance, kind, afterGap, origin, action, ...rest } = change;
  const columns = {
    service: service === null ? null : indexedText(service),
    instance: instance === null ? null : indexedText(instance),
    action: action === undefined ? null : indexedText(action),
  };
  const body = JSON.stringify({
    ...rest,
    ...(afterGap && { afterGap }),
    // What the columns cannot hold as it is.
    ...(service !== columns.service && { service }),
    ...(instance !== columns.instance && { instance }),
    ...(action !== undefined && action !== columns.action && { action }),
  });
  const indexed = (columns.service?.length ?? 0) + (columns.instance?.length ?? 0) + (columns.action?.length ?? 0);
  const bytes = ROW_BYTES + Buffer.byteLength(body) + 2 * indexed;
  return {
    registry,
    ...position,
    at,
    ...columns,
    kind,
    is_own: origin === 'rollcall' ? 1 : 0,
    health: after?.health ?? null,
    rotation: after?.rotation ?? null,
    bytes,
    body,
  };
}

/** As it is read: what was written, at the time it is kept under. */
export function changeOf(row: JournalTable): Change {
  const { address, afterGap = false, ...rest } = readBody<Change>(row.body);
  return {
    id: `${row.epoch}.${row.seq}.${row.item}`,
    at: isoTime(row.at),
    registry: row.registry,
    service: row.service,
    instance: row.instance,
    address: address ?? null,
    kind: CHANGE_KINDS.find((kind) => kind === row.kind) ?? 'updated',
    afterGap,
    origin: row.is_own === 1 ? 'rollcall' : 'elsewhere',
    ...(row.action !== null && { action: row.action }),
    ...rest,
  };
}
