import type { Health, Rotation } from '../../../domain/instance';
import { customEdits } from './custom-edits';
import { type CustomField, type CustomFormatSpec, customSheet, isCustomField } from './custom-sheet';
import { quote, tagsOf, textOf, textsOf } from './fields';
import type { Facts, Fault, Format } from './format';
import { valueAt } from './json-pointer';
import { matchKey } from './key-pattern';
import { KNOWN_FORMATS } from './known-formats';
import { readStatus } from './reported-health';
import { readEndpoints } from './stated-endpoints';
import { readTime } from './stated-time';
import { readWeight } from './stated-weight';

/** What a word of a health or rotation field says; undefined where it is none. */
type ReadWord = (value: unknown) => { readonly health?: Health; readonly rotation?: Rotation };

interface Surroundings {
  readonly spec: CustomFormatSpec;
  readonly parts: ReadonlyMap<string, string>;
  readonly readWord: ReadWord;
}

/** A format as the configuration describes it, without code. Everything under its key pattern is claimed. */
export function createCustomFormat(spec: CustomFormatSpec): Format {
  const pointers = new Map(Object.entries(spec.fields));
  const isShared = sharesPrefix(spec.key.prefix);
  const readWord = wordReader(spec);
  return {
    name: spec.name,
    prefixes: [spec.key.prefix],
    sheet: customSheet(spec),
    edits: customEdits(spec),
    decode({ key, json }) {
      const parts = matchKey(spec.key, key);
      if (!parts) return null;
      if (pointers.size > 0 && !json) return isShared ? null : { fault: 'the value is not a JSON object' };
      const read = (field: CustomField): unknown => {
        const pointer = pointers.get(field);
        return (pointer && valueAt(json, pointer)) ?? parts.get(field);
      };
      // Beside other layouts, a value without any address is one of theirs.
      if (isShared && read('address') === undefined) return null;
      return readFacts(read, { spec, parts, readWord });
    },
  };
}

function readFacts(read: (field: CustomField) => unknown, { spec, parts, readWord }: Surroundings): Facts | Fault {
  const service = textOf(read('service'));
  if (service === undefined) return { fault: `service is ${quote(read('service'))}, expected a name` };
  const endpoint = readEndpoints(read('address'), read('port'));
  if ('fault' in endpoint) return endpoint;
  const { health, rotation } = readWord(read('health'));
  return {
    service,
    ...endpoint,
    version: textOf(read('version')),
    tags: tagsOf(read('tags')) ?? tagsOf([textOf(read('tags')) ?? '']),
    metadata: readMetadata(read('metadata'), parts),
    weight: readWeight(read('weight')) ?? spec.defaultWeight,
    zone: textOf(read('zone')),
    datacenter: textOf(read('datacenter')),
    namespace: textOf(read('namespace')),
    node: textOf(read('node')),
    registeredAt: readTime(read('registeredAt')),
    reported: health && { health, output: '' },
    rotation: rotation ?? readWord(read('rotation')).rotation,
  };
}

/** The parts of the key that fill no field are metadata; `id` only tells keys apart. */
function readMetadata(value: unknown, parts: ReadonlyMap<string, string>): Facts['metadata'] {
  const named = [...parts].filter(([name]) => name !== 'id' && !isCustomField(name));
  const metadata = textsOf(value);
  return named.length === 0 ? metadata : { ...Object.fromEntries(named), ...metadata };
}

/** Words are compared without regard to case; one for rotation leaves health to the lease. */
function wordReader({ words }: CustomFormatSpec): ReadWord {
  if (!words)
    return (value) => (typeof value === 'boolean' ? { health: value ? 'passing' : 'critical' } : readStatus(value));
  const meanings = new Map(
    (['passing', 'warning', 'critical', 'out'] as const).flatMap((meaning) =>
      words[meaning].map((word) => [normal(word), meaning]),
    ),
  );
  return (value) => {
    const word = typeof value === 'boolean' ? String(value) : textOf(value);
    if (word === undefined) return {};
    const meaning = meanings.get(normal(word)) ?? 'unknown';
    return meaning === 'out' ? { rotation: 'out' } : { health: meaning };
  };
}

function normal(word: string): string {
  return word.trim().toLowerCase();
}

function sharesPrefix(prefix: string): boolean {
  return KNOWN_FORMATS.some((format) =>
    format.prefixes.some((known) => known.startsWith(prefix) || prefix.startsWith(known)),
  );
}
