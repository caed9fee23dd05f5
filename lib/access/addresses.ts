import { BlockList, isIP } from 'node:net';

/** Addresses that are believed, from addresses and CIDR ranges that {@link isAddressRange} takes. */
export function addressList(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges) {
    const { address, prefix, family } = parseRange(range) ?? {};
    if (address !== undefined && prefix !== undefined && family) list.addSubnet(address, prefix, family);
  }
  return (address) => {
    const plain = plainAddress(address);
    const version = isIP(plain);
    return version !== 0 && list.check(plain, version === 6 ? 'ipv6' : 'ipv4');
  };
}

/** Whether a text is an address, or a range like `10.0.0.0/8`. */
export function isAddressRange(text: string): boolean {
  return parseRange(text) !== null;
}

/** An IPv4 address that came over an IPv6 socket as what it is. */
export function plainAddress(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}

/**
 * Where a request comes from: the other end of the connection, or what a trusted proxy says of it. `X-Forwarded-For` is
 * read from the right, past every trusted proxy; what lies further left is whatever the caller wrote.
 */
export function sourceOf(
  socketAddress: string,
  forwardedFor: string | null,
  isTrusted: (address: string) => boolean,
): string {
  let source = plainAddress(socketAddress);
  const hops = (forwardedFor ?? '').split(',').map((hop) => plainAddress(hop.trim()));
  for (let hop = hops.pop(); hop !== undefined && isTrusted(source); hop = hops.pop()) {
    if (isIP(hop) === 0) break;
    source = hop;
  }
  return source;
}

/** What one caller holds alone: an IPv4 address, but of IPv6 a network of 64 bits, in which every address is theirs. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  while (groups.length + after.length < 8) groups.push('0');
  return [...groups, ...after]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function parseRange(text: string) {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const prefix = bits === undefined ? longest : Number(bits);
  if (version === 0 || rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits)) || prefix > longest)
    return null;
  return { address, prefix, family: version === 6 ? ('ipv6' as const) : ('ipv4' as const) };
}
