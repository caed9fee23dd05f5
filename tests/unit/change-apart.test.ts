import { describe, expect, test } from 'vitest';
import { apart } from '@/components/changes/apart';

describe('two values of a change in one line', () => {
  test('that are long and begin alike are told by where they differ', () => {
    expect(apart({ from: '1197291182929184346', to: '1197291182929184349' })).toEqual({
      from: '1197…84346',
      to: '1197…84349',
    });
  });

  test('are told whole where they are short, differ early, or one is absent', () => {
    for (const pair of [
      { from: '10.0.0.1:8080', to: '10.0.0.1:8081' },
      { from: 'a'.repeat(40), to: 'b'.repeat(40) },
      { from: null, to: 'a'.repeat(40) },
    ]) {
      expect(apart(pair)).toEqual(pair);
    }
  });
});
