import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCursor, parseCursor } from '@/lib/domain/cursor';

describe('a cursor', () => {
  it('reads back as it was written', () => {
    const epoch = fc.stringMatching(/^[0-9a-z]{1,32}$/);
    fc.assert(
      fc.property(epoch, fc.maxSafeNat(), (epoch, seq) => {
        expect(parseCursor(formatCursor({ epoch, seq }))).toEqual({ epoch, seq });
      }),
    );
  });

  it('is null for anything else, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const cursor = parseCursor(text);
        if (cursor) expect(formatCursor(cursor)).toBe(text);
      }),
    );
  });

  it.each([
    null,
    undefined,
    '',
    '.',
    'a.',
    '.1',
    'a.-1',
    'a.01',
    'a.1.2',
    'A.1',
    'a.1\n',
    'a.9999999999999999',
    'a.1e3',
  ])('is not %j', (text) => {
    expect(parseCursor(text)).toBeNull();
  });
});
