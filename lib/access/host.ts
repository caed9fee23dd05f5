import { isIP } from 'node:net';

/**
 * Whether a Host header names this server. A page that rebinds its own name to this machine's address sends that name,
 * so only names that nobody else can hand out are taken: addresses, localhost, this machine's and the configured ones.
 */
export function isOwnHost(header: string | null, names: readonly string[]): boolean {
  const name = hostName(header);
  if (name === null) return false;
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || names.includes(name);
}

/** The name without port and brackets, lower case; null for what is not a Host header. */
function hostName(header: string | null): string | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase().replace(/\.$/, '') ?? null;
}
