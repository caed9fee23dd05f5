import type { Entry } from './entry';
import { hostPortOf } from './fields';

const ADDRESS_NAMES: ReadonlySet<string> = new Set(['address', 'addr', 'Addr', 'host', 'Host', 'ip', 'IP', 'url']);

/**
 * Whether a value under a format's own prefix is plainly another layout's: an address as plain text or at the top of
 * the JSON. Only for formats that have it in neither place.
 */
export function isOtherLayout({ json, text }: Entry): boolean {
  if (!json) return hostPortOf(text.trim()) !== undefined;
  for (const name in json) if (ADDRESS_NAMES.has(name)) return true;
  return false;
}
