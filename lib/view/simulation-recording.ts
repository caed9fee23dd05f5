import { bigintOf } from '../balancer/hash/hash64';
import { xxHash64 } from '../balancer/hash/xxhash64';

/** What a file held. A link names it by its content, and who opens the link chooses the same file. */
export interface Recording<Value> {
  /** That of the file. */
  readonly name: string;
  readonly count: number;
  /** Of the values, 16 hexadecimal digits. */
  readonly digest: string;
  /** Null as long as the file is not at hand. */
  readonly values: readonly Value[] | null;
}

/** A file that cannot be used; the message says which line is wrong, and what was expected. */
export class RecordingError extends Error {}

export const MOST_LINES = 100_000;
export const MOST_BYTES = 8 * 1024 * 1024;
const MOST_NAME = 100;
const MOST_SHOWN = 40;

/**
 * When requests came: a time a line, in milliseconds or as ISO 8601; what comes after it is not looked at. The times
 * are put in order, since logs are often written when requests end, and begin with 0.
 *
 * @throws RecordingError
 */
export function traceOf(name: string, text: string): Recording<number> {
  const [first, ...rest] = linesOf(text);
  const lines = first && isHead(first) ? rest : [...(first ? [first] : []), ...rest];
  const times = lines.map(({ text: line, number }) => {
    const time = timeFrom(line);
    if (Number.isNaN(time)) throw wrongLine(number, line, 'a time, in milliseconds or as 2026-11-21T09:30:00.250Z');
    return time;
  });
  times.sort((a, b) => a - b);
  const begun = times[0] ?? 0;
  // Whole microseconds: differences of times since 1970 end in digits that nobody wrote.
  const values = times.map((time) => Math.round((time - begun) * 1000) / 1000);
  if ((values.at(-1) ?? 0) === 0) throw new RecordingError('expected two lines with different times at least');
  return recordingOf(name, values);
}

/** Who asked: a key a line. @throws RecordingError */
export function keyFileOf(name: string, text: string): Recording<string> {
  const keys = linesOf(text).map(({ text: line }) => line);
  if (keys.length === 0) throw new RecordingError('expected a key a line, and found none');
  return recordingOf(name, keys);
}

/** As {@link recordingFrom} reads it, without the values. */
export function recordingText({ name, count, digest }: Recording<unknown>): string {
  return `${count}~${digest}~${name}`;
}

/** A recording a text names, its values not at hand; null where it names none. */
export function recordingFrom(text: string): Recording<never> | null {
  const [, count, digest = '', name = ''] = /^(\d{1,6})~([0-9a-f]{16})~(.{1,100})$/su.exec(text) ?? [];
  const lines = Number(count);
  return lines >= 1 && lines <= MOST_LINES ? { name, count: lines, digest, values: null } : null;
}

/** What tells the values from others. */
export function digestOf(values: readonly unknown[]): string {
  return bigintOf(xxHash64(values.join('\n')))
    .toString(16)
    .padStart(16, '0');
}

function recordingOf<Value>(name: string, values: readonly Value[]): Recording<Value> {
  return {
    name: [...name.toWellFormed()].slice(0, MOST_NAME).join('') || 'unnamed',
    count: values.length,
    digest: digestOf(values),
    values,
  };
}

interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
}

/** Those that are not empty. */
function linesOf(text: string): readonly Line[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== '');
  if (lines.length > MOST_LINES)
    throw new RecordingError(`${lines.length.toLocaleString('en')} lines: expected 100,000 at most`);
  return lines;
}

/** A first line of words is the head of a table. */
function isHead({ text }: Line): boolean {
  return /^["']?[A-Za-z_@]/.test(text);
}

const NUMBER = /^\d{1,15}(\.\d{1,9})?$/;
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(?<fraction>\.\d{1,9})?)?(?<zone>Z|[+-]\d\d:\d\d)?$/;

/** In milliseconds; NaN for what is no time. Without a zone it is UTC, so that it is the same everywhere. */
function timeFrom(line: string): number {
  const word = line.split(/[\s,;]/, 1)[0]?.replace(/^[["]|[\]"]$/g, '') ?? '';
  if (NUMBER.test(word)) return Number(word);
  const iso = ISO_TIME.exec(word);
  if (!iso) return Number.NaN;
  const { fraction = '', zone } = iso.groups ?? {};
  // Dates end at milliseconds, logs do not.
  const second = word.replace(fraction, '');
  return Date.parse(zone === undefined ? `${second}Z` : second) + 1000 * Number(`0${fraction}`);
}

function wrongLine(number: number, line: string, expected: string): RecordingError {
  const shown = line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
  return new RecordingError(`line ${number}, “${shown}”: expected ${expected}`);
}
