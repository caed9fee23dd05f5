import { describe, expect, it } from 'vitest';
import { addressList, isAddressRange, networkOf, sourceOf } from '@/lib/access/addresses';
import { ownPath } from '@/lib/access/own-path';

describe('a list of addresses', () => {
  const isTrusted = addressList(['10.0.0.0/8', '192.168.1.7', 'fd00::/8']);

  it.each([
    ['10.255.0.1', true],
    ['::ffff:10.0.0.1', true],
    ['192.168.1.7', true],
    ['fd12::1', true],
    ['11.0.0.1', false],
    ['192.168.1.8', false],
    ['fe80::1', false],
    ['', false],
    ['10.0.0.1, 10.0.0.2', false],
  ])('%j: %j', (address, expected) => {
    expect(isTrusted(address)).toBe(expected);
  });

  it.each(['10.0.0.0/8', '10.0.0.1', '::1', 'fd00::/8', '0.0.0.0/0'])('takes %s', (text) => {
    expect(isAddressRange(text)).toBe(true);
  });

  it.each(['', 'proxy', '10.0.0.0/33', '10.0.0/8', '::1/129', '10.0.0.0/8/8', '10.0.0.0/', '10.0.0.0/-1'])(
    'does not take %j',
    (text) => {
      expect(isAddressRange(text)).toBe(false);
    },
  );
});

describe('where a request comes from', () => {
  const isTrusted = addressList(['10.0.0.0/8']);

  it.each([
    ['1.2.3.4', null, '1.2.3.4'],
    ['1.2.3.4', '9.9.9.9', '1.2.3.4'],
    ['10.0.0.1', '9.9.9.9', '9.9.9.9'],
    ['10.0.0.1', '6.6.6.6, 9.9.9.9, 10.0.0.2', '9.9.9.9'],
    ['::ffff:10.0.0.1', '9.9.9.9', '9.9.9.9'],
    ['10.0.0.1', null, '10.0.0.1'],
    ['10.0.0.1', 'rubbish', '10.0.0.1'],
    ['10.0.0.1', '9.9.9.9, rubbish', '10.0.0.1'],
    ['', '9.9.9.9', ''],
  ])('over %j with X-Forwarded-For %j is %j', (socket, forwarded, expected) => {
    expect(sourceOf(socket, forwarded, isTrusted)).toBe(expected);
  });
});

describe('what one caller holds alone', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['2001:db8:1:2::5', '2001:db8:1:2'],
    ['2001:0DB8:1:2:ffff::', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['64:ff9b::10.0.0.1', '64:ff9b:0:0'],
    ['', ''],
  ])('with %j is %j', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('a path to go on to', () => {
  it.each(['/', '/services?q=a', '/a/b#c', '/caf%C3%A9'])('is %s', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each([
    null,
    undefined,
    '',
    'services',
    '//evil.example',
    '/\\evil.example',
    '/\n/evil.example',
    'https://evil.example',
    '/a\\b',
    '/\t/evil',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2E//evil.example',
  ])('is not %j', (path) => {
    expect(ownPath(path)).toBe('/');
  });
});
