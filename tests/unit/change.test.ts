import { describe, expect, it } from 'vitest';
import { changesBetween } from '@/lib/domain/change';
import type { Instance, ObservedInstance } from '@/lib/domain/instance';
import { observed } from '@/tests/support/observed';

const SUBJECT = { service: 'web', instance: 'w1', address: '10.0.0.1:8080' };

function instance(given: Partial<ObservedInstance> = {}): Instance {
  const since = '2026-01-05T09:00:00.000Z';
  const { checks, ...rest } = observed(given);
  return {
    ...rest,
    registry: 'memory',
    flapping: false,
    since,
    sinceAtLeast: false,
    checks: checks.map((check) => ({ ...check, since, sinceAtLeast: false })),
  };
}

describe('the changes between two observations of an instance', () => {
  it('are none when nothing differs', () => {
    expect(changesBetween(instance(), instance())).toEqual([]);
  });

  it('are none when only the revision or the output of a check differs', () => {
    const check = { id: 'c', name: 'c', kind: 'http', status: 'passing' } as const;
    const before = instance({ revision: '1', checks: [{ ...check, output: 'a' }] });
    const after = instance({ revision: '2', checks: [{ ...check, output: 'b' }] });
    expect(changesBetween(before, after)).toEqual([]);
  });

  it('call one registered anew on another lease re-registered, unless it only goes by its other format', () => {
    const lease = (id: string) => ({ id, ttlSeconds: 30, remainingSeconds: null });
    const before = instance({ nativeId: '/a', format: 'dubbo-interface', lease: lease('1') });
    const renewed = instance({ nativeId: '/b', format: 'dubbo-interface', lease: lease('2') });
    expect(changesBetween(before, renewed).map(({ kind }) => kind)).toEqual(['re-registered']);
    expect(changesBetween(before, { ...renewed, format: 'dubbo-application' })).toMatchObject([
      { kind: 'updated', fields: [{ field: 'format' }, { field: 'lease' }] },
    ]);
  });

  it('give the output of the check that decided', () => {
    const checks = [
      { id: 'tcp', name: 'tcp', kind: 'tcp', status: 'passing', output: 'ok' },
      { id: 'http', name: 'http', kind: 'http', status: 'critical', output: 'HTTP 503' },
    ] as const;
    expect(changesBetween(instance(), instance({ health: 'critical', checks }))).toEqual([
      { ...SUBJECT, kind: 'health-changed', from: 'passing', to: 'critical', output: 'HTTP 503' },
    ]);
  });

  it('keep health, rotation and fields apart', () => {
    const after = instance({ health: 'warning', rotation: 'out', weight: 0, tags: ['canary'] });
    expect(changesBetween(instance(), after)).toEqual([
      { ...SUBJECT, kind: 'health-changed', from: 'passing', to: 'warning' },
      { ...SUBJECT, kind: 'rotation-changed', from: 'in', to: 'out' },
      {
        ...SUBJECT,
        kind: 'updated',
        fields: [
          { field: 'weight', from: '1', to: '0' },
          { field: 'tags', from: '', to: 'canary' },
        ],
      },
    ]);
  });

  it('name metadata that came, changed and went, even under the names of object members', () => {
    const before = instance({ metadata: { build: '1', toString: 'x' } });
    const after = instance({ metadata: { build: '2', constructor: 'y' } });
    expect(changesBetween(before, after)[0]?.fields).toEqual([
      { field: 'metadata.build', from: '1', to: '2' },
      { field: 'metadata.toString', from: 'x', to: null },
      { field: 'metadata.constructor', from: null, to: 'y' },
    ]);
  });

  const lease = (id: string) => ({ id, ttlSeconds: 10, remainingSeconds: null });

  it('call another lease under another key one new registration, with what else differs', () => {
    const before = instance({ nativeId: 'user.rpc/1', lease: lease('1') });
    const after = instance({ nativeId: 'user.rpc/2', lease: lease('2'), zone: 'b' });
    expect(changesBetween(before, after)).toEqual([
      {
        ...SUBJECT,
        kind: 're-registered',
        to: 'passing',
        fields: [
          { field: 'zone', from: null, to: 'b' },
          { field: 'lease', from: '1', to: '2' },
        ],
      },
    ]);
  });

  it('keep health and rotation apart from a new registration', () => {
    const before = instance({ nativeId: 'a', lease: lease('1') });
    const after = instance({ nativeId: 'b', lease: lease('2'), health: 'critical', rotation: 'out' });
    expect(changesBetween(before, after).map(({ kind }) => kind)).toEqual([
      're-registered',
      'health-changed',
      'rotation-changed',
    ]);
  });

  it.each([
    ['another lease under the same key', { nativeId: 'a', lease: lease('2') }, ['updated']],
    ['no lease any more', { nativeId: 'b', lease: null }, ['updated']],
    ['another key under the same lease', { nativeId: 'b', lease: lease('1') }, []],
  ])('do not call %s a new registration', (_, given, kinds) => {
    const before = instance({ nativeId: 'a', lease: lease('1') });
    expect(changesBetween(before, instance(given)).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('write IPv6 in brackets', () => {
    expect(changesBetween(instance(), instance({ address: '::1' }))[0]?.fields).toContainEqual({
      field: 'address',
      from: '10.0.0.1:8080',
      to: '[::1]:8080',
    });
  });
});
