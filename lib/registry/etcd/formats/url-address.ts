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
  const [, scheme = '', authority = ''] = /^([a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?([^/?#@]+)/i.exec(url) ?? [];
  const whole = hostPortOf(authority);
  if (whole) return whole;
  const address = hostOf(authority);
  const port = defaultPort(scheme);
  return address === undefined || port === undefined ? undefined : { address, port };
}

/** The same URL without the name and password it may hold. */
export function withoutCredentials(url: string): string {
  return url.replace(/:\/\/[^/?#]*@/, '://');
}
