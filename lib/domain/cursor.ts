/**
 * A place in the feed. `epoch` is new for every process, so a cursor of an
 * earlier process is recognised as a gap and never taken for a wrong place.
 */
export interface Cursor {
  readonly epoch: string;
  readonly seq: number;
}

const PATTERN = /^([0-9a-z]{1,32})\.(0|[1-9][0-9]{0,15})$/;

/** `<epoch>.<seq>` */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}.${cursor.seq}`;
}

/** The cursor, or null for anything that is not one. */
export function parseCursor(text: string | null | undefined): Cursor | null {
  const match = PATTERN.exec(text ?? '');
  const seq = Number(match?.[2]);
  if (!match?.[1] || !Number.isSafeInteger(seq)) return null;
  return { epoch: match[1], seq };
}
