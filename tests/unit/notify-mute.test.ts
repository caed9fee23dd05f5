import { describe, expect, it } from 'vitest';
import type { MuteScope } from '@/lib/domain/notification';
import { mutedUntil, ruleMutedUntil } from '@/lib/notify/mute';
import type { Rule } from '@/lib/notify/rule';

const NOW = 1_000;
const mute = (scope: Partial<MuteScope>, until = NOW + 1) => ({
  id: 'm',
  rule: null,
  registry: null,
  service: null,
  ...scope,
  until,
  reason: 'r',
  by: 'b',
  at: 0,
});

describe('an alert', () => {
  it.each([
    [{ rule: 'few' }, true],
    [{ rule: 'other' }, false],
    [{ registry: 'etcd' }, true],
    [{ registry: 'consul' }, false],
    [{ service: 'pay*' }, true],
    [{ service: 'pay' }, false],
    [{ rule: 'few', registry: 'etcd', service: 'payments' }, true],
    [{ rule: 'few', registry: 'etcd', service: 'orders' }, false],
  ] as const)('is muted by %j: %s', (scope, isMuted) => {
    const subject = { rule: 'few', registry: 'etcd', service: 'payments' };
    expect(mutedUntil([mute(scope)], subject, NOW)).toBe(isMuted ? NOW + 1 : null);
  });

  it('of a link is not muted with services', () => {
    const subject = { rule: 'down', registry: 'etcd', service: null };
    expect(mutedUntil([mute({ service: '*' })], subject, NOW)).toBeNull();
    expect(mutedUntil([mute({ registry: 'etcd' })], subject, NOW)).toBe(NOW + 1);
  });

  it('is muted until the last is over', () => {
    const subject = { rule: 'few', registry: 'etcd', service: 'a' };
    const mutes = [mute({ rule: 'few' }, NOW + 5), mute({ service: 'a' }, NOW + 9), mute({ service: 'a' }, NOW)];
    expect(mutedUntil(mutes, subject, NOW)).toBe(NOW + 9);
    expect(mutedUntil(mutes, subject, NOW + 9)).toBeNull();
  });
});

describe('a rule', () => {
  const rule = { id: 'few', registry: 'etcd', service: 'pay*', when: { state: 'absent' } } as Rule;

  it.each([
    [{ rule: 'few' }, true],
    [{ registry: 'etcd' }, true],
    [{ registry: 'consul' }, false],
    [{ service: '*' }, true],
    [{ service: 'p*' }, true],
    [{ service: 'payments' }, false],
    [{ rule: 'few', service: 'payments' }, false],
  ] as const)('is muted whole by %j: %s', (scope, isMuted) => {
    expect(ruleMutedUntil([mute(scope)], rule, NOW)).toBe(isMuted ? NOW + 1 : null);
  });
});
