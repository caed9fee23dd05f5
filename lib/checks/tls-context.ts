import { isIP } from 'node:net';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Dialled } from './choose-address';
import type { TlsSettings } from './probe';

const contexts = new WeakMap<TlsSettings, SecureContext>();

/** Keys and authorities of settings, read once: to read them for each of a thousand checks a second costs more than these. */
export function secureContext(tls: TlsSettings): SecureContext {
  const known = contexts.get(tls);
  if (known) return known;
  const { ca, cert, key } = tls;
  const made = createSecureContext({ ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) });
  contexts.set(tls, made);
  return made;
}

/** What Node's TLS is told. */
export function tlsOptions(tls: TlsSettings, dialled: Dialled) {
  return {
    secureContext: secureContext(tls),
    servername: serverNameOf(tls, dialled),
    rejectUnauthorized: tls.verify,
  };
}

/** The name to ask for; empty where there is only an address, which SNI does not take (RFC 6066 §3). */
export function serverNameOf(tls: TlsSettings, { host }: Dialled): string {
  return tls.serverName ?? (isIP(host) === 0 ? host : '');
}
