import { isIPv6 } from 'node:net';

/** A port as JSON number or decimal string. */
export function portOf(value: unknown): number | undefined {
  const port = typeof value === 'string' && isDigits(value, 5) ? Number(value) : value;
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : undefined;
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

/** `host:port`, IPv6 in brackets. */
export function hostPortOf(value: unknown): { readonly address: string; readonly port: number } | undefined {
  if (typeof value !== 'string' || value.length > 262) return undefined;
  const colon = value.lastIndexOf(':');
  if (colon <= 0 || value.length > colon + 6) return undefined;
  const port = portOf(value.slice(colon + 1));
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
  const inner = Object.values(value);
  if (inner.length === 0) return undefined;
  if (inner.every((one) => typeof one === 'string')) return value as Record<string, string>;
  // All names are its own already, so that to set one sets nothing else, whatever it is called.
  const texts: Record<string, unknown> = { ...value };
  for (const [index, name] of Object.keys(value).entries()) {
    if (typeof inner[index] !== 'string') texts[name] = asText(inner[index]);
  }
  return texts as Record<string, string>;
}

/** The texts of a JSON array; undefined when there are none. */
export function tagsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
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

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : (JSON.stringify(value) ?? '');
}
