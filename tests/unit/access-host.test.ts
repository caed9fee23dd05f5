import { describe, expect, it } from 'vitest';
import { isOwnHost } from '@/lib/access/host';

const NAMES = ['rollcall.example', 'ops-1'];

describe('a Host header', () => {
  it.each([
    '127.0.0.1',
    '127.0.0.1:4600',
    '10.1.2.3:80',
    '[::1]:4600',
    '[2001:db8::1]',
    'localhost',
    'localhost:4600',
    'LOCALHOST:4600',
    'localhost.',
    'app.localhost:4600',
    'rollcall.example',
    'Rollcall.Example:443',
    'ops-1:4600',
  ])('names this server: %s', (header) => {
    expect(isOwnHost(header, NAMES)).toBe(true);
  });

  it.each([
    null,
    '',
    ' ',
    'evil.example',
    'evil.example:4600',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example',
    'evil.example/127.0.0.1',
    '127.0.0.1@evil.example',
    '127.0.0.1:4600:evil.example',
    '127.0.0.1, evil.example',
    '127.0.0.1:port',
    '127.0.0.1:123456',
    '2130706433',
    '0x7f000001',
    '127.1',
    '::1',
    '[evil.example]',
    'sub.rollcall.example',
    'rollcall.example.evil.example',
  ])('does not: %j', (header) => {
    expect(isOwnHost(header, NAMES)).toBe(false);
  });
});
