import { isIP } from 'node:net';
import type { AddressGuard } from './address-guard';
import { ProbeFailure } from './probe-failure';

/** The addresses of a name. Rejects when it is not known, or with the signal's reason. */
export type Resolve = (host: string, signal: AbortSignal) => Promise<readonly string[]>;

/** What leads from a name to an address that may be dialled. */
export interface Dialling {
  readonly allows: AddressGuard;
  readonly resolve: Resolve;
}

/** Where an instance says it is: a name or an address (IPv6 without brackets), hostile text until it is dialled. */
export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** A destination and the one address it is dialled by; `host` remains for Host, authority and TLS. */
export interface Dialled extends Destination {
  readonly address: string;
}

/**
 * Resolves a name once and answers the first address that may be dialled. Nobody may resolve it again afterwards, or
 * the second answer could be an address that was never judged.
 * @throws ProbeFailure `unknown` where none may be dialled
 */
export async function chooseAddress(
  { host, port }: Destination,
  { allows, resolve }: Dialling,
  signal: AbortSignal,
): Promise<Dialled> {
  const isAddress = isIP(host) !== 0;
  if (!isAddress && !/^[a-z0-9_](?:[a-z0-9_.-]{0,252})$/i.test(host)) {
    throw new ProbeFailure('unknown', 'the instance has no host that can be dialled');
  }
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new ProbeFailure('unknown', 'the instance has no port that can be dialled');
  }
  const addresses = isAddress ? [host] : await resolve(host, signal);
  if (addresses.length === 0) throw new ProbeFailure('critical', 'the name has no address');
  const address = addresses.find(allows);
  if (address === undefined) {
    throw new ProbeFailure('unknown', 'not checked: the address is not among those that may be dialled');
  }
  return { host, port, address };
}
