import { isUtf8 } from 'node:buffer';
import type { Rejection } from '../../port';
import { textOfBytes } from '../key-text';
import { formatElsewhere } from './elsewhere';
import { type Entry, isJsonObject } from './entry';
import type { Facts, Format } from './format';
import { KNOWN_FORMATS } from './known-formats';
import { plainGuess } from './plain-guess';

/** What a key turned out to be; exactly one of the three. */
export type Decoded =
  | { readonly kind: 'instance'; readonly format: string; readonly facts: Facts }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'ignored' };

const IGNORED: Decoded = { kind: 'ignored' };

/** Rollcall's own notes beside the registrations. */
const OWN_PREFIX = '/rollcall/';

/** Reads one key and value; never throws, whatever the bytes. `key` is {@link textOfBytes} of the key. */
export function decodeKeyValue(key: string, value: Buffer): Decoded {
  if (key.startsWith(OWN_PREFIX)) return IGNORED;
  if (!isUtf8(value)) return reject(key, 'the value is not UTF-8 text');
  try {
    return decodeEntry(readEntry(key, value.toString('utf8')));
  } catch (error) {
    // Nesting deeper than the stack is the one thing known to get here.
    return reject(key, `the value cannot be read: ${error instanceof Error ? error.message : 'unknown fault'}`);
  }
}

function decodeEntry(entry: Entry): Decoded {
  for (const format of KNOWN_FORMATS) {
    const facts = format.decode(entry);
    if (facts) return settle(entry, format, facts);
  }
  const elsewhere = formatElsewhere(entry);
  if (elsewhere) return reject(entry.key, `looks like ${elsewhere}, which is not read`, elsewhere);
  const guess = plainGuess.decode(entry);
  if (guess) return settle(entry, plainGuess, guess);
  if (entry.json) return reject(entry.key, 'the JSON holds no address and port under a known name', 'plain');
  if (entry.text.trim() === '')
    return reject(entry.key, 'the value is empty and the key does not end in host:port', 'host-port');
  if (entry.text.startsWith('{')) return reject(entry.key, 'the value begins like JSON but is not valid JSON');
  return reject(entry.key, 'the value is neither a JSON object nor host:port');
}

function settle(entry: Entry, format: Format, facts: NonNullable<ReturnType<Format['decode']>>): Decoded {
  if ('fault' in facts) return reject(entry.key, facts.fault, format.name);
  return { kind: 'instance', format: format.name, facts };
}

function reject(key: string, reason: string, nearestFormat?: string): Decoded {
  return { kind: 'rejected', rejection: { key, reason, ...(nearestFormat !== undefined && { nearestFormat }) } };
}

function readEntry(key: string, text: string): Entry {
  return { key, segments: key.split('/').filter((segment) => segment !== ''), text, json: parseObject(text) };
}

/** Where JSON may hold half of a surrogate pair, which no address of ours can carry. */
const HALF_SURROGATE = /\\u[dD][89a-fA-F]/;

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function parseObject(text: string): Entry['json'] {
  if (!/^\s*\{/.test(text)) return null;
  try {
    const value: unknown = HALF_SURROGATE.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
