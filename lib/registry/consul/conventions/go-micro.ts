import { inflateSync } from 'node:zlib';
import { z } from 'zod';
import type { Convention, Reading } from './convention';

/** `t-`, `e-` or `v-` and hex of a zlib stream, which begins with 78. */
const PACKED = /^([tev])-(78[0-9a-f]{6,})$/i;
const OLD = /^([te])=(\{.*\})$/s;
const OLD_VERSION = /^v=(.*)$/s;

/** Far more than any framework writes; a small tag may hold a stream that unpacks to gigabytes. */
const UNPACKED_BYTES = 65_536;
const PACKED_TAGS = 256;

const metadataSchema = z.record(z.string(), z.string());
const endpointSchema = z.object({ name: z.string() });

interface Part {
  readonly kind: string;
  readonly text: string;
}

/** go-micro `registry/consul`: metadata, endpoints and version packed into tags. A tag that cannot be read stays a tag. */
export const goMicro: Convention = {
  format: 'go-micro',
  read({ Service: { Tags, Meta } }) {
    const tags = Tags ?? [];
    if (!tags.some((tag) => PACKED.test(tag) || OLD.test(tag))) return null;
    const metadata = new Map(Object.entries(Meta ?? {}));
    const operations: string[] = [];
    const others: string[] = [];
    let version: string | null = null;
    for (const [position, tag] of tags.entries()) {
      const part = position < PACKED_TAGS ? partOf(tag) : null;
      const pairs = part?.kind === 't' ? parsed(part.text, metadataSchema) : null;
      const operation = part?.kind === 'e' ? parsed(part.text, endpointSchema) : null;
      if (pairs) for (const [key, value] of Object.entries(pairs)) metadata.set(key, value);
      else if (operation) operations.push(operation.name);
      else if (part?.kind === 'v') version = part.text;
      else others.push(tag);
    }
    if (operations.length > 0) metadata.set('endpoints', operations.join(', '));
    return reading(version, others, metadata);
  },
};

function reading(version: string | null, tags: string[], metadata: Map<string, string>): Reading {
  return { ...(version !== null && { version }), tags, metadata: Object.fromEntries(metadata) };
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
