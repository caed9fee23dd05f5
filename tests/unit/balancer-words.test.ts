import { describe, expect, it } from 'vitest';
import { POLICIES } from '@/lib/balancer/policies';
import { policyWords, WORDED_POLICIES } from '@/lib/balancer/policy-words';

describe('the words of policies', () => {
  it('are there for every policy, and for nothing else', () => {
    expect([...WORDED_POLICIES].sort()).toEqual(POLICIES.map(({ id }) => id).sort());
    expect(() => policyWords('nonsense')).toThrow(RangeError);
    expect(() => policyWords('toString')).toThrow(RangeError);
  });

  it.each(WORDED_POLICIES)('say what %s is, in a few sentences, with a public source', (id) => {
    const { title, short, explanation, source } = policyWords(id);
    expect(title).toMatch(/^[A-Z]/);
    expect(short.length).toBeLessThan(32);
    expect(short).toMatch(/\S/);
    expect(explanation.match(/[.](?= |$)/g)?.length ?? 0).toBeGreaterThanOrEqual(1);
    expect(explanation.length).toBeLessThan(300);
    expect(source.label).toMatch(/\S/);
    expect(new URL(source.href).protocol).toBe('https:');
  });

  it('have titles of their own', () => {
    expect(new Set(WORDED_POLICIES.map((id) => policyWords(id).title)).size).toBe(WORDED_POLICIES.length);
  });
});
