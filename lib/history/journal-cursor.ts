import { type Position, parsePosition } from './journal-row';

/** A place in the order of the journal: by time, and within a millisecond by position. */
export interface JournalPlace extends Position {
  readonly at: number;
}

const CURSOR = /^(0|[1-9][0-9]{0,15})\.(.+)$/;

/** `<milliseconds>.<id>`: it holds its place also when the change it names is no longer kept. */
export function formatJournalCursor({ at, epoch, seq, item }: JournalPlace): string {
  return `${at}.${epoch}.${seq}.${item}`;
}

/** The place a cursor names; null for what is none. */
export function parseJournalCursor(text: string): JournalPlace | null {
  const [, at, id] = CURSOR.exec(text) ?? [];
  const position = parsePosition(id ?? '');
  return position && Number.isSafeInteger(Number(at)) ? { at: Number(at), ...position } : null;
}
