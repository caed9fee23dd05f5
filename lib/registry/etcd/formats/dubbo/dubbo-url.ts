import { hostOf, isDigits, portOf } from '../fields';

/** A URL as Dubbo writes it into a key; credentials are left out. */
export interface DubboUrl {
  readonly protocol: string;
  readonly host: string;
  readonly port: number | undefined;
  /** The interface, mostly. */
  readonly path: string;
  readonly params: ReadonlyMap<string, string>;
}

/** The text a part of a key stands for: Java's URLEncoder and Go's QueryEscape both write a space as "+". */
export function decodePart(part: string): string | undefined {
  try {
    const spaced = part.includes('+') ? part.replaceAll('+', ' ') : part;
    return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
  } catch {
    return undefined;
  }
}

/** `protocol://user@host:port/path?name=value&…`; undefined for anything else. */
export function parseDubboUrl(text: string): DubboUrl | undefined {
  const found = /^([A-Za-z][\w+.-]*):\/\/([^/?]*)(?:\/([^?]*))?(?:\?([\s\S]*))?$/.exec(text);
  if (!found) return undefined;
  const [, protocol = '', authority = '', path = '', query = ''] = found;
  const place = placeOf(authority.slice(authority.lastIndexOf('@') + 1));
  if (!place) return undefined;
  return { protocol, host: place.host, port: place.port, path, params: readParams(query, isOfGo(query)) };
}

/** `host:port`, or the host alone; Java writes IPv6 without brackets and takes what follows the last colon for the port. */
export function placeOf(text: string): { readonly host: string; readonly port: number | undefined } | undefined {
  const colon = text.endsWith(']') ? -1 : text.lastIndexOf(':');
  const port = colon < 0 ? undefined : text.slice(colon + 1);
  const host = hostOf(colon < 0 ? text : text.slice(0, colon));
  if (host === undefined || (port !== undefined && !isDigits(port, 5))) return undefined;
  return { host, port: portOf(port) };
}

/** How a Go program's URLs tell themselves: it encodes each parameter once more, Java does not. */
function isOfGo(query: string): boolean {
  return query.includes('&release=dubbo-golang') || query.startsWith('release=dubbo-golang');
}

function readParams(query: string, isGo: boolean): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    const value = pair.slice(equals + 1);
    params.set(
      pair.slice(0, equals),
      value.includes('%') || (isGo && value.includes('+')) ? decodeValue(value, isGo) : value,
    );
  }
  return params;
}

/** What does not decode was never encoded. */
function decodeValue(value: string, isGo: boolean): string {
  try {
    return decodeURIComponent(isGo ? value.replaceAll('+', ' ') : value);
  } catch {
    return value;
  }
}
