import { isIPv6 } from 'node:net';
import type { JsonObject } from './entry';

/** A port as JSON number or decimal string. */
export function portOf(value: unknown): number | undefined {
  const port = typeof value === 'string' ? numberAt(value, 0) : value;
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
}

/** The number of at most five digits that a text ends in from there; every key has a port, so it is read in place. */
function numberAt(text: string, from: number): number | undefined {
  if (text.length === from || text.length > from + 5) return undefined;
  let number = 0;
  for (let index = from; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

/** Whether a text is of digits alone, at least one and at most so many; asked too often for a pattern. */
export function isDigits(text: string, most: number): boolean {
  if (text.length > most) return false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text !== '';
}

/** Like `2001:db8::1`; to find out by the whole grammar takes as long as the rest of a key. */
const USUAL_IPV6 = /^(?:[\da-f]{1,4}:){1,6}:[\da-f]{1,4}$/i;

/** A host name or IP address; IPv6 loses its brackets. */
export function hostOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 255) return undefined;
  if (isPlainHost(value)) return value;
  if (value.startsWith('[') && value.endsWith(']')) return hostOf(value.slice(1, -1));
  if (value.includes(':')) return USUAL_IPV6.test(value) || isIPv6(value) ? value : undefined;
  return /^[^\s/[\]\p{Cc}]+$/u.test(value) ? value : undefined;
}

/** Whether a host is of letters, digits, ".", "-" and "_" only: nearly all are, and a pattern for all others is slow. */
function isPlainHost(host: string): boolean {
  for (let index = 0; index < host.length; index += 1) {
    const code = host.charCodeAt(index);
    const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    // From "-" to "9" there is only "/" beside.
    if (!isLetter && code !== 0x5f && (code < 0x2d || code > 0x39 || code === 0x2f)) return false;
  }
  return host !== '';
}

/** The last colon, where no more than a port follows it; to look for it further ahead is for nothing. */
function portColon(text: string): number {
  const first = Math.max(0, text.length - 6);
  for (let at = text.length - 1; at >= first; at -= 1) if (text.charCodeAt(at) === 0x3a) return at;
  return -1;
}

/** `host:port`, IPv6 in brackets. */
export function hostPortOf(value: unknown): { readonly address: string; readonly port: number } | undefined {
  if (typeof value !== 'string' || value.length > 262) return undefined;
  const colon = portColon(value);
  if (colon <= 0) return undefined;
  const port = portOf(numberAt(value, colon + 1));
  if (port === undefined) return undefined;
  const host = value.slice(0, colon);
  // Without brackets the last group of an IPv6 address looks like a port.
  if (host.includes(':') && !host.startsWith('[')) return undefined;
  const address = hostOf(host);
  return address === undefined ? undefined : { address, port };
}

/** A text that says something. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** A JSON object as names and texts: what is no text is written as JSON. Undefined for anything else. */
export function textsOf(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = value as JsonObject;
  let texts: Record<string, unknown> | undefined;
  let isEmpty = true;
  for (const name in fields) {
    isEmpty = false;
    if (typeof fields[name] === 'string') continue;
    // All names are its own already, so that to set one sets nothing else, whatever it is called.
    texts ??= { ...fields };
    texts[name] = asText(fields[name]);
  }
  return isEmpty ? undefined : ((texts ?? fields) as Record<string, string>);
}

/** The texts of a JSON array; undefined when there are none. */
export function tagsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  if (value.length === 0) return undefined;
  if (value.every((tag) => typeof tag === 'string' && tag !== '')) return value;
  const tags = value.map(asText).filter((tag) => tag !== '');
  return tags.length === 0 ? undefined : tags;
}

const UTC_SECONDS = /^\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** A time in any form Date reads, as ISO 8601 UTC. */
export function timeOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  // The usual form needs no Date: a list has one for every instance.
  if (UTC_SECONDS.test(value)) return `${value.slice(0, 19)}.000Z`;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/** A value as a sentence quotes it: short, and as JSON. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Any JSON value as a text: one that is none already is written as JSON. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  // Numbers and truths are the same in JSON, but Infinity.
  if (typeof value === 'boolean' || Number.isFinite(value)) return String(value);
  return JSON.stringify(value) ?? '';
}
