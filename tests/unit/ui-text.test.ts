import { describe, expect, it } from 'vitest';
import { themeOf } from '@/components/shell/theme';
import { formatAge, formatTime, sinceTitle } from '@/components/ui/age';
import { instancePath, servicePath, servicesPath } from '@/components/ui/paths';

describe('an age', () => {
  it.each([
    [0, '0 s'],
    [-5_000, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_600_000, '1 h'],
    [47 * 3_600_000, '47 h'],
    [72 * 3_600_000, '3 d'],
    [Number.NaN, '–'],
  ])('of %d ms reads %s', (ms, words) => expect(formatAge(ms)).toBe(words));

  it('names its time in UTC, and leaves alone what is none', () => {
    expect(formatTime('2026-11-21T01:50:15.123Z')).toBe('2026-11-21 01:50:15 UTC');
    expect(formatTime('soon')).toBe('soon');
  });

  it('says so where nobody watched it begin', () => {
    expect(sinceTitle('2026-11-21T01:50:15.123Z', true)).toMatch(/^at least since 2026-11-21 01:50:15 UTC: /);
    expect(sinceTitle('2026-11-21T01:50:15.123Z', false)).toBe('2026-11-21 01:50:15 UTC');
  });
});

describe('the address of a page', () => {
  it('holds any name in one segment', () => {
    const name = 'team a/é😀?x#y%2F';
    const path = servicePath('consul', name);
    expect(path.split('/')).toHaveLength(5);
    expect(decodeURIComponent(path.split('/')[4] ?? '')).toBe(name);
  });

  it('does not let a name step out of its place', () => {
    expect(new URL(servicePath('r', '..'), 'http://h').pathname).toBe('/services');
    expect(instancePath('r', 'a/../b')).toBe('/registries/r/instances/a%2F..%2Fb');
  });

  it('can be made of text that is not well-formed', () => {
    expect(() => servicePath('r', '\ud800')).not.toThrow();
  });

  it('carries filters', () => {
    expect(servicesPath()).toBe('/services');
    expect(servicesPath({ q: 'a b' })).toBe('/services?q=a+b');
  });
});

describe('the theme', () => {
  it('is the system’s for anything a cookie should not hold', () => {
    expect(themeOf(undefined)).toBe('system');
    expect(themeOf('<script>')).toBe('system');
    expect(themeOf('dark')).toBe('dark');
  });
});
