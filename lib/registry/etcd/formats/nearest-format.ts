import type { Entry } from './entry';
import type { Format } from './format';

/** Several formats share these, so that they tell nothing. */
const SHARED_PREFIXES: readonly string[] = ['/services/', '/service/'];

/** The format that an entry none could read comes closest to: by where its key is, then by the kind of its value. */
export function nearestFormat(entry: Entry, formats: readonly Format[]): string | undefined {
  const only = formats.length === 1 ? formats[0]?.name : undefined;
  return only ?? formats.find((format) => liesIn(entry.key, format))?.name ?? nearestPlain(entry, formats);
}

function liesIn(key: string, { prefixes }: Format): boolean {
  return prefixes.some((prefix) => !SHARED_PREFIXES.includes(prefix) && key.startsWith(prefix));
}

function nearestPlain({ json, text }: Entry, formats: readonly Format[]): string | undefined {
  const name = json ? 'plain' : text.trim() === '' ? 'host-port' : undefined;
  return formats.find((format) => format.name === name)?.name;
}
