import { describe, expect, it } from 'vitest';
import { grantedBy, isWithin, scopeFrom, scopeText } from '@/lib/access/granted';
import { mayAsk } from '@/lib/access/needs';
import type { Identity, Role } from '@/lib/domain/identity';

const RULES = {
  roles: { admin: ['ops'], operator: ['sre'], viewer: ['staff'] },
  operators: [
    { group: 'orders', registries: ['etcd'], services: ['orders-*'] },
    { group: 'cart', registries: [], services: ['cart'] },
  ],
};
const ORDERS = { registries: ['etcd'], services: ['orders-*'] };

describe('groups', () => {
  it.each<[string[], Role | null, object | null]>([
    [[], null, null],
    [['guests'], null, null],
    [['staff'], 'viewer', null],
    [['staff', 'orders'], 'operator', ORDERS],
    [['cart', 'orders'], 'operator', ORDERS],
    [['orders', 'sre'], 'operator', null],
    [['orders', 'ops'], 'admin', null],
    [['OPS'], null, null],
  ])('%j grant %j with the limits %j', (groups, role, scope) => {
    expect(grantedBy(groups, RULES)).toEqual(role && { role, scope });
  });

  it('may be everybody', () => {
    expect(grantedBy([], { roles: { admin: [], operator: [], viewer: ['*'] }, operators: [] })).toEqual({
      role: 'viewer',
      scope: null,
    });
  });
});

describe('what somebody gives away', () => {
  it.each<[Role, object | null, Role, object | null, boolean]>([
    ['admin', null, 'admin', null, true],
    ['operator', ORDERS, 'admin', null, true],
    ['admin', null, 'operator', null, false],
    ['operator', null, 'operator', ORDERS, false],
    ['operator', ORDERS, 'operator', ORDERS, true],
  ])('%s with %j, of %s with %j: %j', (role, scope, ownRole, ownScope, expected) => {
    const given = { role, scope: scope as typeof ORDERS | null };
    expect(isWithin(given, { role: ownRole, scope: ownScope as typeof ORDERS | null })).toBe(expected);
  });
});

describe('a scope', () => {
  it('is kept as text, and limits to nothing where the text is not one', () => {
    expect(scopeFrom(scopeText(ORDERS))).toEqual(ORDERS);
    expect(scopeFrom(scopeText(null))).toBeNull();
    expect(scopeFrom(null)).toBeNull();
    for (const text of ['', 'rubbish', '{}', '{"registries":1,"services":[]}', 'null']) {
      expect(scopeFrom(text)).toEqual({ registries: [''], services: [''] });
    }
  });
});

describe('a role', () => {
  const who = (role: Role): Identity => ({ name: 'x', role, scope: null, via: 'session' });

  it('holds what lesser ones do', () => {
    expect(mayAsk(null, 'anyone')).toBe(true);
    expect(mayAsk(null, 'viewer')).toBe(false);
    expect((['viewer', 'operator', 'admin'] as const).map((role) => mayAsk(who(role), 'operator'))).toEqual([
      false,
      true,
      true,
    ]);
  });
});
