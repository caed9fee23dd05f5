import { describe, expect, it } from 'vitest';
import { expiresAt } from '@/components/access/expiry';
import { makePassword, passwordTrouble } from '@/components/access/password';
import { scopeWords } from '@/components/access/role-words';
import { grantFields, scopeOf, scopeTrouble } from '@/components/access/scope-fields';

const NOW = Date.parse('2026-11-21T08:00:00Z');

describe('when a token expires', () => {
  it('is so many days on', () => {
    expect(expiresAt({ choice: '30 days', date: '' }, NOW)).toBe('2026-12-21T08:00:00.000Z');
    expect(expiresAt({ choice: '365 days', date: 'rubbish' }, NOW)).toBe('2027-11-21T08:00:00.000Z');
  });

  it('is the end of the last day, also where that is today', () => {
    expect(expiresAt({ choice: 'a date', date: '2026-11-21' }, NOW)).toBe('2026-11-21T23:59:59.999Z');
  });

  it.each(['', '2026-11-20', '2026-02-30T', '2126-01-01'])('is not %j', (date) => {
    expect(expiresAt({ choice: 'a date', date }, NOW)).toBeNull();
  });
});

describe('a password made by chance', () => {
  it('is long enough, and made of nothing that is easily mistaken', () => {
    const password = makePassword((count) => Uint32Array.from({ length: count }, (_, at) => at * 2_654_435_761));
    expect(password).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){3}$/);
    expect(passwordTrouble(password)).toBeUndefined();
  });

  it('is another for other chance', () => {
    const from = (seed: number) => makePassword((count) => new Uint32Array(count).fill(seed));
    expect(from(1)).not.toBe(from(2));
  });
});

it('says of a short password how short it is', () => {
  expect(passwordTrouble('abc')).toBe('At least 12 characters; these are 3.');
});

describe('limits', () => {
  const limited = { ...grantFields('operator', null), isLimited: true };

  it('are those of an operator alone', () => {
    const fields = { ...limited, services: 'payments' };
    expect(scopeOf(fields)).toEqual({ registries: [], services: ['payments'] });
    expect(scopeOf({ ...fields, role: 'viewer' })).toBeNull();
    expect(scopeOf({ ...fields, isLimited: false })).toBeNull();
  });

  it('take a pattern a line, each once, and come back as they were given', () => {
    const scope = { registries: ['etcd'], services: ['payments', 'checkout-*'] };
    expect(scopeOf({ ...limited, registries: ['etcd'], services: ' payments \n\ncheckout-*\npayments' })).toEqual(
      scope,
    );
    expect(scopeOf(grantFields('operator', scope))).toEqual(scope);
  });

  it('that limit nothing are refused, as they would be read as everything', () => {
    expect(scopeTrouble({ ...limited, services: ' \n' })).toMatch(/^Tick a registry/);
    expect(scopeTrouble({ ...limited, registries: ['etcd'] })).toBeUndefined();
    expect(scopeTrouble(grantFields('operator', null))).toBeUndefined();
  });

  it('are said in words', () => {
    expect(scopeWords(null)).toBeNull();
    expect(scopeWords({ registries: [], services: [] })).toBeNull();
    expect(scopeWords({ registries: ['etcd', 'dc1'], services: [] })).toBe('all services in etcd, dc1');
    expect(scopeWords({ registries: [], services: ['pay*', 'cart'] })).toBe('pay*, cart');
  });
});
