import { describe, expect, it } from 'vitest';
import { answerTimeoutMs, parseIndex, stepIndex } from '@/lib/registry/consul/query-index';

describe('the index of a blocking query', () => {
  it('is taken from the first answer', () => {
    expect(stepIndex(0n, 42n)).toEqual({ index: 42n, outcome: 'first' });
  });

  it('goes on from a higher one', () => {
    expect(stepIndex(42n, 43n)).toEqual({ index: 43n, outcome: 'changed' });
  });

  it('that is the same is a time-out, not a change', () => {
    expect(stepIndex(42n, 42n)).toEqual({ index: 42n, outcome: 'unchanged' });
  });

  it('that falls asks for everything again', () => {
    expect(stepIndex(42n, 41n)).toEqual({ index: 0n, outcome: 'reset' });
  });

  it('of zero counts as one, since asking with zero does not block', () => {
    expect(stepIndex(0n, 0n)).toEqual({ index: 1n, outcome: 'first' });
    expect(stepIndex(1n, 0n)).toEqual({ index: 1n, outcome: 'unchanged' });
    expect(stepIndex(7n, 0n)).toEqual({ index: 0n, outcome: 'reset' });
  });

  it('is exact beyond what a double holds', () => {
    const index = parseIndex('18446744073709551615') ?? 0n;
    expect(stepIndex(index - 1n, index).outcome).toBe('changed');
  });

  it.each([undefined, '', '-1', '1.5', 'abc', '9'.repeat(21)])('is none in a header of %j', (header) => {
    expect(parseIndex(header)).toBeNull();
  });

  it('leaves a server its sixteenth of chance before the wait counts as failed', () => {
    expect(answerTimeoutMs(16_000)).toBeGreaterThan(17_000);
  });
});
