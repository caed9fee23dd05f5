import type { DrainMeans, FactSheet } from '../../../domain/fact-sheet';
import type { JsonPointer } from './json-pointer';
import type { KeyPattern } from './key-pattern';

/** What can be read of a value, or of the part of the key with the same name. */
export const CUSTOM_FIELDS = [
  'service',
  'address',
  'port',
  'weight',
  'version',
  'zone',
  'datacenter',
  'namespace',
  'node',
  'health',
  'rotation',
  'tags',
  'metadata',
  'registeredAt',
] as const;

export type CustomField = (typeof CUSTOM_FIELDS)[number];

/** A layout that somebody describes in the configuration. */
export interface CustomFormatSpec {
  readonly name: string;
  readonly key: KeyPattern;
  /** Where the value has what. What has no pointer is taken from the key. */
  readonly fields: Readonly<Partial<Record<CustomField, JsonPointer>>>;
  /** What the words of health and rotation mean; without it those of the plain layouts. */
  readonly words?: CustomWords | undefined;
  readonly defaultWeight?: number | undefined;
}

export interface CustomWords {
  readonly passing: readonly string[];
  readonly warning: readonly string[];
  readonly critical: readonly string[];
  /** Out of rotation, wherever it stands: as the health or as the rotation. */
  readonly out: readonly string[];
}

export function isCustomField(name: string): name is CustomField {
  return CUSTOM_FIELDS.some((field) => field === name);
}

/** What the description tells, in the words of a sheet; what it does not tell is said to be unknown. */
export function customSheet({ name, key, fields, words, defaultWeight }: CustomFormatSpec): FactSheet {
  const terms = Object.fromEntries([
    ...key.names.filter(isCustomField).map((field) => [field, `{${field}} of the key`]),
    ...Object.entries(fields).map(([field, pointer]) => [field, pointerText(pointer)]),
  ]);
  return {
    format: name,
    title: name,
    source: 'the configuration of this Rollcall',
    keys: key.text.replace(/\{(\w+)\+?\}/g, '<$1>'),
    value: Object.keys(fields).length === 0 ? 'not read; the key says everything' : `JSON: ${fieldList(fields)}`,
    lease: { ttlSeconds: null, note: 'not described' },
    writesAgain: 'not described',
    deletion: { kind: 'sticks', until: 'the program registers again' },
    edit: { kind: 'sticks', until: 'the program writes its value again' },
    last: 'not described',
    drain: drainMeans(fields.rotation ?? fields.health, words?.out[0]),
    weight: { default: defaultWeight ?? null, zero: 'none', note: 'what 0 means to its clients is not described' },
    clients: 'not described; the absence of the key is what every client sees',
    terms,
  };
}

function drainMeans(pointer: JsonPointer | undefined, word: string | undefined): DrainMeans {
  if (!pointer || word === undefined) return { kind: 'park' };
  return { kind: 'edit', writes: `${pointerText(pointer)} = ${word}` };
}

function fieldList(fields: CustomFormatSpec['fields']): string {
  return Object.entries(fields)
    .map(([field, pointer]) => `${field} at ${pointerText(pointer)}`)
    .join(', ');
}

function pointerText(pointer: JsonPointer): string {
  if (pointer.length === 0) return 'the whole value';
  return pointer.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
