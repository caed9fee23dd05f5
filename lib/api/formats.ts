import type { FactSheet } from '../domain/fact-sheet';
import type { FormatUse, RecognisedFormat } from '../domain/recognised-format';
import type { TriedValue } from '../domain/tried-value';
import type { Upstream } from '../feed/upstream';
import { runtime } from '../running';
import { knownUpstream } from './catalogs';
import { Problem } from './problem';

/** The longest key and the largest value that are tried, in bytes: as large as etcd takes. */
const KEY_BYTES = 4096;
const VALUE_BYTES = 1.5 * 1024 * 1024;
/** A body that holds such a value, however it is written in JSON. */
export const TRY_BODY_BYTES = 6 * VALUE_BYTES + 64 * 1024;

const KINDS = ['etcd', 'consul', 'memory'] as const;

/** Every known format with what each registry recognised of it; with a registry, what that one may read. @throws Problem */
export function listFormats({ registry }: { readonly registry?: string | undefined } = {}): RecognisedFormat[] {
  const chosen = registry === undefined ? null : knownUpstream(registry);
  const upstreams = chosen ? [chosen] : [...runtime().feed.upstreams()];
  return KINDS.filter((kind) => !chosen || chosen.registry.kind === kind).flatMap((kind) => {
    const ofKind = upstreams.filter((upstream) => upstream.registry.kind === kind);
    return sheetsOf(kind, ofKind).map((sheet) => recognise(kind, sheet, ofKind));
  });
}

/** What is known of every format there may be, of every kind of registry; nothing is counted. */
export function listSheets(): (FactSheet & Pick<RecognisedFormat, 'kind'>)[] {
  const upstreams = [...runtime().feed.upstreams()];
  return KINDS.flatMap((kind) =>
    sheetsOf(
      kind,
      upstreams.filter((upstream) => upstream.registry.kind === kind),
    ).map((sheet) => ({ ...sheet, kind })),
  );
}

/** What is known of a format as a registry reads it; null for one that nothing is known of. @throws Problem */
export function factSheet(registry: string, format: string): FactSheet | null {
  const upstream = knownUpstream(registry);
  return sheetsOf(upstream.registry.kind, [upstream]).find((sheet) => sheet.format === format) ?? null;
}

interface Trial {
  readonly key: string;
  readonly value: string;
  readonly registry?: string | undefined;
  readonly encoding?: 'utf8' | 'base64' | undefined;
}

/** Reads a key and value as the registry would; by the default rules where none is given or it has none. @throws Problem */
export function tryValue({ key, value, registry, encoding = 'utf8' }: Trial): TriedValue {
  const own = registry === undefined ? undefined : knownUpstream(registry).registry;
  const keyBytes = Buffer.byteLength(key);
  if (keyBytes < 1 || keyBytes > KEY_BYTES)
    throw new Problem('malformed', `key: expected 1 to ${KEY_BYTES} bytes, not ${keyBytes}`);
  if (encoding === 'base64' && !isBase64(value)) throw new Problem('malformed', 'value: expected base64');
  const bytes = Buffer.from(value, encoding);
  if (bytes.byteLength > VALUE_BYTES)
    throw new Problem('too-large', `The value is larger than 1.5 MiB, the most etcd takes.`);
  const text = key.toWellFormed();
  return own?.tryValue?.(text, bytes) ?? runtime().tryValue(text, bytes);
}

function sheetsOf(kind: RecognisedFormat['kind'], upstreams: readonly Upstream[]): FactSheet[] {
  const sheets = new Map<string, FactSheet>();
  for (const { registry } of upstreams) {
    for (const sheet of registry.sheets ?? []) if (!sheets.has(sheet.format)) sheets.set(sheet.format, sheet);
  }
  for (const sheet of runtime().sheets[kind]) if (!sheets.has(sheet.format)) sheets.set(sheet.format, sheet);
  return [...sheets.values()];
}

function recognise(kind: RecognisedFormat['kind'], sheet: FactSheet, upstreams: readonly Upstream[]): RecognisedFormat {
  const registries = upstreams
    .map((upstream) => upstream.formats().get(sheet.format))
    .filter((use): use is FormatUse => use !== undefined);
  return { ...sheet, kind, instances: registries.reduce((sum, { instances }) => sum + instances, 0), registries };
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
