import { type AddressRange, carriedIpv4, isWithin, parseAddressRange } from './address-range';

/** Whether an address, not a name, may be dialled. */
export type AddressGuard = (address: string) => boolean;

/**
 * Ranges that a wider one does not open: an address in one of them has to be listed by a range that lies within it, so
 * `0.0.0.0/0` opens neither loopback nor the metadata service, and `169.254.0.0/16` not the latter.
 * From the IANA special-purpose registries (RFC 6890) and the manuals of AWS, Azure, GCP, Oracle and Alibaba Cloud.
 */
const SPECIAL = ranges([
  ...['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'],
  ...['169.254.169.254', '169.254.170.2', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...['::/96', '::/128', '::1/128', 'fe80::/10', 'fec0::/10', 'fc00::/7', 'ff00::/8'],
  ...['64:ff9b::/96', '64:ff9b:1::/48', '2002::/16', '2001::/32'],
  ...['fd00:ec2::254', 'fd20:ce::254'],
]);

/** IPv6 that ends at an IPv4 address (RFC 6052, RFC 3056): that one has to be allowed, too. */
const CARRIERS = [
  { carrier: ranges(['64:ff9b::/96']), shift: 0 },
  { carrier: ranges(['2002::/16']), shift: 80 },
];

/**
 * Only what lies in a listed range may be dialled; with none listed, nothing. Loopback, link-local, metadata, unique-local,
 * multicast and translated addresses have to be listed by a range of their own.
 * @param listed ranges that {@link parseAddressRange} takes
 * @throws RangeError for one that it does not
 */
export function createAddressGuard(listed: readonly string[]): AddressGuard {
  const open = ranges(listed);

  function allows(address: AddressRange): boolean {
    const opening = open.filter((listedRange) => isWithin(address, listedRange));
    if (opening.length === 0) return false;
    const isShut = SPECIAL.some(
      (special) => isWithin(address, special) && !opening.some((listedRange) => isWithin(listedRange, special)),
    );
    if (isShut) return false;
    return CARRIERS.every(
      ({ carrier, shift }) => !carrier.some((net) => isWithin(address, net)) || allows(carriedIpv4(address, shift)),
    );
  }

  return (text) => {
    const address = text.includes('/') ? null : parseAddressRange(text);
    return address !== null && allows(address);
  };
}

function ranges(texts: readonly string[]): AddressRange[] {
  return texts.map((text) => {
    const parsed = parseAddressRange(text);
    if (!parsed) throw new RangeError('expected an address or a range like 10.0.0.0/8');
    return parsed;
  });
}
