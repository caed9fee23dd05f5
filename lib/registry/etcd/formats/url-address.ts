import { hostOf, hostPortOf } from './fields';

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['h2c', 80],
  ['ws', 80],
  ['grpc', 80],
  ['https', 443],
  ['wss', 443],
  ['grpcs', 443],
]);

/** The port a scheme means when none is written. */
export function defaultPort(scheme: string): number | undefined {
  return DEFAULT_PORTS.get(scheme.toLowerCase());
}

/** Host and port of a URL; the port may be left out where its scheme has one of its own. */
export function urlAddress(url: unknown): { readonly address: string; readonly port: number } | undefined {
  if (typeof url !== 'string' || url.length > 2048) return undefined;
  const colon = url.indexOf('://');
  if (colon <= 0) return undefined;
  const authority = authorityAt(url, colon + 3);
  const whole = hostPortOf(authority);
  const scheme = url.slice(0, colon);
  if (!DEFAULT_PORTS.has(scheme) && !/^[a-z][a-z0-9+.-]*$/i.test(scheme)) return undefined;
  if (whole) return whole;
  const address = hostOf(authority);
  const port = defaultPort(scheme);
  return address === undefined || port === undefined ? undefined : { address, port };
}

/** What stands between name and password, if any, and the path. */
function authorityAt(url: string, start: number): string {
  const authority = url.slice(start, endOfAuthority(url, start));
  return authority.includes('@') ? (authority.split('@', 2)[1] ?? '') : authority;
}

function endOfAuthority(url: string, start: number): number {
  for (let at = start; at < url.length; at += 1) {
    const code = url.charCodeAt(at);
    // "/", "?" or "#".
    if (code === 0x2f || code === 0x3f || code === 0x23) return at;
  }
  return url.length;
}

/** The same URL without the name and password it may hold. */
export function withoutCredentials(url: string): string {
  // Hardly any has them, and a search is cheaper than a pattern.
  return !url.includes('@') ? url : url.replace(/:\/\/[^/?#]*@/, '://');
}
