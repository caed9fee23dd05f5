import { isUtf8 } from 'node:buffer';
import type { Rejection } from '../../port';
import type { Piece, Rule } from './assembly';
import { Candidates } from './candidates';
import { type Entry, readEntry } from './entry';
import type { Facts, Format, Reading } from './format';
import { KNOWN_FORMATS } from './known-formats';
import { nearestFormat } from './nearest-format';

/** What a key turned out to be; exactly one of them. */
export type Decoded =
  | { readonly kind: 'instance'; readonly format: string; readonly facts: Facts }
  | { readonly kind: 'piece'; readonly format: string; readonly piece: Piece }
  | { readonly kind: 'rule'; readonly format: string; readonly rule: Rule }
  | { readonly kind: 'belonging'; readonly format: string; readonly belongs: string }
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'ignored' };

/** Reads one key and value; never throws, whatever the bytes. The key is the text of its bytes. */
export type Decode = (key: string, value: Buffer) => Decoded;

/** Which formats are tried for keys that begin so. The longest prefix decides. */
export interface FormatRule {
  readonly prefix: string;
  /** Only this one is tried, and what it cannot read is rejected. */
  readonly only?: string | undefined;
  /** These are not tried. */
  readonly off?: readonly string[] | undefined;
}

interface Tried {
  readonly formats: readonly Format[];
  readonly candidates: Candidates;
}

const IGNORED: Decoded = { kind: 'ignored' };

const BROKEN_JSON = 'the value begins like JSON but is not valid JSON';

/** Rollcall's own notes beside the registrations. */
const OWN_PREFIX = '/rollcall/';

/** @param custom formats of the configuration, tried before the known ones */
export function createDecode(rules: readonly FormatRule[] = [], custom: readonly Format[] = []): Decode {
  const triedOf = (formats: readonly Format[]): Tried => ({ formats, candidates: new Candidates(formats) });
  const known = [...custom, ...KNOWN_FORMATS];
  const all = triedOf(known);
  const byPrefix = rules
    .toSorted((a, b) => b.prefix.length - a.prefix.length)
    .map((rule) => ({ prefix: rule.prefix, tried: triedOf(known.filter(isTriedBy(rule))) }));
  const triedFor = (key: string): Tried => {
    for (const { prefix, tried } of byPrefix) if (key.startsWith(prefix)) return tried;
    return all;
  };
  return (key, value) => {
    if (key.startsWith(OWN_PREFIX)) return IGNORED;
    const tried = triedFor(key);
    try {
      const text = value.toString('utf8');
      // Nothing else is replaced by this character, and to look for it is cheaper than to check the bytes.
      if (!text.includes('\ufffd') || isUtf8(value)) return decodeEntry(readEntry(key, text), tried);
      // What belongs by its key alone belongs whatever its value.
      const byKey = decodeEntry(readEntry(key, ''), tried);
      if (byKey.kind === 'belonging') return byKey;
      return reject(key, 'the value is not UTF-8 text', nearestFormat(readEntry(key, ''), tried.formats));
    } catch (error) {
      // Nesting deeper than the stack is the one thing known to get here.
      return reject(key, `the value cannot be read: ${error instanceof Error ? error.message : 'unknown fault'}`);
    }
  };
}

function isTriedBy({ only, off = [] }: FormatRule): (format: Format) => boolean {
  return ({ name }) => (only === undefined ? !off.includes(name) : name === only);
}

function decodeEntry(entry: Entry, { formats, candidates }: Tried): Decoded {
  for (const { name, decode, claims } of candidates.of(entry)) {
    if (claims !== null && !entry.key.startsWith(claims)) continue;
    const reading = decode(entry);
    if (reading === null) continue;
    // Instances are the most by far, and only they have an address.
    if (isInstance(reading)) return { kind: 'instance', format: name, facts: reading };
    if ('assembly' in reading) return { kind: 'piece', format: name, piece: reading };
    if ('ruleOf' in reading) return { kind: 'rule', format: name, rule: reading };
    if ('fault' in reading) return reject(entry.key, faultOf(entry, reading.fault), name);
    return { kind: 'belonging', format: name, belongs: reading.belongs };
  }
  return reject(entry.key, reasonOf(entry, formats), nearestFormat(entry, formats));
}

/** By loading it: to ask with "in" costs more where readings of all formats come by. */
function isInstance(reading: Reading): reading is Facts {
  return (reading as Partial<Facts>).address !== undefined;
}

function reasonOf(entry: Entry, formats: readonly Format[]): string {
  if (isBrokenJson(entry)) return BROKEN_JSON;
  const [only] = formats;
  if (only && formats.length === 1) {
    return `a rule allows only ${only.sheet.title} here, which is ${only.sheet.keys} with ${only.sheet.value}`;
  }
  if (entry.json) return 'the JSON holds no address and port under a known name';
  if (entry.text.trim() === '') return 'the value is empty and the key does not end in host:port';
  return 'the value is neither a JSON object nor host:port';
}

/** What is wrong with the text comes before what is wrong with its meaning; what was expected stays. */
function faultOf(entry: Entry, fault: string): string {
  if (!isBrokenJson(entry)) return fault;
  const expected = fault.indexOf(', expected ');
  return expected < 0 ? BROKEN_JSON : BROKEN_JSON + fault.slice(expected);
}

function isBrokenJson({ json, text }: Entry): boolean {
  return json === null && /^\s*\{/.test(text);
}

function reject(key: string, reason: string, nearest?: string): Decoded {
  return { kind: 'rejected', rejection: { key, reason, ...(nearest !== undefined && { nearestFormat: nearest }) } };
}
