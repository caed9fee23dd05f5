import { isIP } from 'node:net';

/** Addresses that share their first `prefix` bits with `first`. One address is a range of all its bits. */
export interface AddressRange {
  readonly bits: 32 | 128;
  readonly first: bigint;
  readonly prefix: number;
}

const MAPPED_HEAD = 0xffffn;

/**
 * Reads `10.0.0.0/8`, `fd00::/8` or one address. An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is the IPv4 address
 * it is. Null for anything else, names and addresses with a zone among them.
 */
export function parseAddressRange(text: string): AddressRange | null {
  const [address = '', length, ...rest] = text.split('/');
  if (rest.length > 0 || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0) return null;
  const bits = version === 4 ? 32 : 128;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits) return null;
  if (version === 4) return range(32, ipv4Value(address), prefix);
  const value = ipv6Value(address);
  if (value >> 32n === MAPPED_HEAD && prefix >= 96) return range(32, value & 0xffffffffn, prefix - 96);
  return range(128, value, prefix);
}

/** Whether all of `inner` lies in `outer`. */
export function isWithin(inner: AddressRange, outer: AddressRange): boolean {
  if (inner.bits !== outer.bits || inner.prefix < outer.prefix) return false;
  const rest = BigInt(outer.bits - outer.prefix);
  return inner.first >> rest === outer.first >> rest;
}

/** The IPv4 address that lies `shift` bits from the end of an IPv6 address. */
export function carriedIpv4({ first }: AddressRange, shift: number): AddressRange {
  return range(32, (first >> BigInt(shift)) & 0xffffffffn, 32);
}

function range(bits: 32 | 128, value: bigint, prefix: number): AddressRange {
  const rest = BigInt(bits - prefix);
  return { bits, first: (value >> rest) << rest, prefix };
}

function ipv4Value(address: string): bigint {
  return address.split('.').reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

function ipv6Value(address: string): bigint {
  const [head = '', tail] = address.split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - before.length - after.length }, () => 0n);
  return [...before, ...zeros, ...after].reduce((value, group) => (value << 16n) | group, 0n);
}

function groupsOf(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const value = ipv4Value(group);
    return [value >> 16n, value & 0xffffn];
  });
}
