import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceId } from '@/lib/registry/instance-id';

describe('an instance id', () => {
  it('is 22 URL-safe characters for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (parts) => {
        expect(instanceId(...parts)).toMatch(/^[A-Za-z0-9_-]{22}$/);
      }),
    );
  });

  it('is the same for the same parts and another for others', () => {
    expect(instanceId('node', 'web')).toBe(instanceId('node', 'web'));
    expect(instanceId('node', 'web')).not.toBe(instanceId('nodeweb'));
    expect(instanceId('a', 'bc')).not.toBe(instanceId('ab', 'c'));
  });
});
