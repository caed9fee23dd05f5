import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import { AGENT_FACTS, AGENT_TERMS } from './agent-facts';
import type { Convention, Reading } from './convention';

/** `t-`, `e-` or `v-` and hex of a zlib stream, which begins with 78. */
const PACKED = /^([tev])-(78[0-9a-f]{6,})$/i;
const OLD = /^([te])=(\{.*\})$/s;
const OLD_VERSION = /^v=(.*)$/s;

/** Far more than any framework writes; a small tag may hold a stream that unpacks to gigabytes, and there may be many. */
const UNPACKED_BYTES = 65_536;
const PACKED_TAGS = 256;
const UNPACKED_CHARACTERS = 262_144;

const metadataSchema = z.record(z.string(), z.string());
const endpointSchema = z.object({ name: z.string() });

interface Part {
  readonly kind: string;
  readonly text: string;
}

/** go-micro `registry/consul`: metadata, endpoints and version packed into tags. A tag that cannot be read stays a tag. */
export const goMicro: Convention = {
  format: 'go-micro',
  weightPlace: 'elsewhere',
  sheet: {
    ...AGENT_FACTS,
    format: 'go-micro',
    title: 'go-micro',
    source: 'micro/go-micro registry/consul',
    value:
      'tags t-<hex of zlib> of each metadata pair, e-… of each endpoint, v-… of the version; t={…}, e={…}, v=… in old ones',
    lease: {
      ttlSeconds: null,
      note: 'none; a TTL check as long as the registration, deregistered 5 s after it, at least 65 s critical',
    },
    writesAgain: 'with its register interval, when the heartbeat of its check fails',
    deletion: { kind: 'undone', withinSeconds: 30 },
    weight: { default: null, zero: 'none', note: 'go-micro has no weights; Weights are not looked at' },
    last: 'clients get an empty list',
    clients: 'they leave out instances with a critical check and route to those with a warning',
    terms: { ...AGENT_TERMS, version: 'tag v-…', metadata: 'tags t-…' },
  },
  read({ Service: { Tags, Meta } }) {
    const tags = Tags ?? [];
    if (!tags.some((tag) => PACKED.test(tag) || OLD.test(tag))) return null;
    const metadata = new Map(Object.entries(Meta ?? {}));
    const operations = new Set<string>();
    const others: string[] = [];
    let version: string | null = null;
    let room = UNPACKED_CHARACTERS;
    for (const [position, tag] of tags.entries()) {
      const part = position < PACKED_TAGS && room > 0 ? partOf(tag) : null;
      room -= part?.text.length ?? 0;
      const pairs = part?.kind === 't' ? parsed(part.text, metadataSchema) : null;
      const operation = part?.kind === 'e' ? parsed(part.text, endpointSchema) : null;
      if (pairs) for (const [key, value] of Object.entries(pairs)) metadata.set(key, value);
      else if (operation) operations.add(operation.name);
      else if (part?.kind === 'v') version ??= part.text;
      else others.push(tag);
    }
    if (operations.size > 0) metadata.set('endpoints', [...operations].join(', '));
    return reading(version, others, metadata);
  },
};

function reading(version: string | null, tags: string[], metadata: Map<string, string>): Reading {
  return { ...(version !== null && { version }), weight: null, tags, metadata: Object.fromEntries(metadata) };
}

function partOf(tag: string): Part | null {
  const packed = PACKED.exec(tag);
  if (packed?.[1] && packed[2]) {
    const text = unpack(packed[2]);
    return text === null ? null : { kind: packed[1].toLowerCase(), text };
  }
  const old = OLD.exec(tag);
  if (old?.[1] && old[2]) return { kind: old[1], text: old[2] };
  const version = OLD_VERSION.exec(tag)?.[1];
  return version === undefined ? null : { kind: 'v', text: version };
}

function unpack(hex: string): string | null {
  try {
    return inflateSync(Buffer.from(hex, 'hex'), { maxOutputLength: UNPACKED_BYTES }).toString('utf8');
  } catch {
    return null;
  }
}

function parsed<T>(text: string, schema: z.ZodType<T>): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
