import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAddressGuard } from '@/lib/checks/address-guard';
import { parseAddressRange } from '@/lib/checks/address-range';

const EVERYTHING = ['0.0.0.0/0', '::/0'];

describe('the address guard', () => {
  it('lets nothing through while nothing is listed', () => {
    const allows = createAddressGuard([]);
    fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => !allows(address)));
  });

  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.0.0.7/8', '10.9.9.9', true],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['10.0.0.0/8', '::ffff:a00:1', true],
    ['::ffff:10.0.0.0/104', '10.0.0.1', true],
    ['::/0', '10.0.0.1', false],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['127.0.0.0/8', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['::1', '::1', true],
    ['::/96', '::1', false],
    ['fe80::/10', 'fe80::1', true],
    ['fe80::/10', 'fe80::1%eth0', false],
    ['fc00::/7', 'fd12::1', true],
    ['fd12::/16', 'fd12::1', true],
    ['fc00::/7', 'fd00:ec2::254', false],
    ['fd00:ec2::254', 'fd00:ec2::254', true],
    ['169.254.0.0/16', '169.254.1.1', true],
    ['169.254.0.0/16', '169.254.169.254', false],
    ['169.254.169.254', '169.254.169.254', true],
    ['100.64.0.0/10', '100.100.100.200', false],
  ])('with %s listed, %s: %s', (listed, address, expected) => {
    expect(createAddressGuard([listed])(address)).toBe(expected);
  });

  it.each([
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '169.254.1.1', '169.254.169.254', '168.63.129.16', '224.0.0.1'],
    ...['255.255.255.255', '::', '::1', '::7f00:1', 'fe80::1', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1'],
    ...['::ffff:7f00:1', '::ffff:169.254.169.254', '0:0:0:0:0:ffff:7f00:0001', '64:ff9b::a00:1', '64:ff9b::10.0.0.1'],
    ...['64:ff9b:1::1', '2002:7f00:1::1', '2002:a9fe:a9fe::1', '2001:0:1::1'],
  ])('is not opened for %s by listing everything', (address) => {
    expect(createAddressGuard(EVERYTHING)(address)).toBe(false);
  });

  it('opens translated addresses only where what they lead to is listed, too', () => {
    const allows = createAddressGuard(['64:ff9b::/96', '10.0.0.0/8', '2002::/16']);
    expect(allows('64:ff9b::10.0.0.1')).toBe(true);
    expect(allows('64:ff9b::127.0.0.1')).toBe(false);
    expect(allows('64:ff9b::a9fe:a9fe')).toBe(false);
    expect(allows('2002:a00:1::5')).toBe(true);
    expect(allows('2002:c0a8:1::5')).toBe(false);
  });

  it.each([
    '',
    'localhost',
    '127.1',
    '0177.0.0.1',
    '0x7f.1',
    '2130706433',
    '10.0.0.1/8',
    ' 10.0.0.1',
    '10.0.0.1\n',
    '[::1]',
  ])('knows no address in %j', (text) => {
    expect(createAddressGuard([...EVERYTHING, '127.0.0.0/8', '::1'])(text)).toBe(false);
  });

  it('reads every way to write an IPv6 address as the same one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }), (groups) => {
        const plain = groups.map((group) => group.toString(16)).join(':');
        const padded = groups.map((group) => group.toString(16).padStart(4, '0').toUpperCase()).join(':');
        const short = new URL(`http://[${plain}]`).hostname.slice(1, -1);
        expect(isIP(short)).toBe(6);
        expect(parseAddressRange(padded)).toEqual(parseAddressRange(plain));
        expect(parseAddressRange(short)).toEqual(parseAddressRange(plain));
      }),
    );
  });

  it('judges an IPv4 address written as IPv6 as it judges the IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.array(fc.tuple(fc.ipV4(), fc.nat(32))), (address, listed) => {
        const allows = createAddressGuard(listed.map(([first, prefix]) => `${first}/${prefix}`));
        expect(allows(`::ffff:${address}`)).toBe(allows(address));
      }),
    );
  });

  it('allows no more where less is listed', () => {
    const ranges = fc.array(fc.oneof(fc.tuple(fc.ipV4(), fc.nat(32)), fc.tuple(fc.ipV6(), fc.nat(128))));
    fc.assert(
      fc.property(ranges, ranges, fc.oneof(fc.ipV4(), fc.ipV6()), (some, more, address) => {
        const listed = (pairs: [string, number][]) => pairs.map(([first, prefix]) => `${first}/${prefix}`);
        if (!createAddressGuard(listed(some))(address)) return;
        expect(createAddressGuard(listed([...some, ...more]))(address)).toBe(true);
      }),
    );
  });

  it.each(['', 'x', '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/-1', 'fe80::1%eth0'])(
    'refuses to list %j',
    (text) => {
      expect(() => createAddressGuard([text])).toThrow(RangeError);
    },
  );
});
