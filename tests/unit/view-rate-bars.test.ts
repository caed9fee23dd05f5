import { expect, it, vi } from 'vitest';
import { mergeRates, type RateBucket } from '@/lib/view/change-rate';
import { rateChart } from '@/lib/view/rate-bars';

vi.mock('react', () => ({}));
vi.mock('react-dom', () => ({}));

function minute(from: number, count: number, changed: Partial<RateBucket> = {}): RateBucket {
  return { from, count, critical: 0, isObserved: true, ...changed };
}

it('draws each minute as high as its count is of a round number', () => {
  const { bars, top } = rateChart([minute(0, 5), minute(1, 0), minute(2, 20, { critical: 10 })], 300, 50);
  expect(top).toBe(20);
  expect(bars.map(({ x, height, critical }) => [x, height, critical])).toEqual([
    [0, 13, 0],
    [200, 50, 25],
  ]);
});

it('shows a single change and a single fault among many', () => {
  const { bars } = rateChart([minute(0, 1), minute(1, 1000, { critical: 1 })], 100, 50);
  expect(bars[0]?.height).toBe(2);
  expect(bars[1]?.critical).toBe(2);
});

it('leaves out what nobody observed instead of drawing nothing there', () => {
  const unknown = { isObserved: false };
  expect(rateChart([minute(0, 0, unknown), minute(1, 0, unknown), minute(2, 1)], 300, 50).notObserved).toEqual({
    x: 0,
    width: 198,
  });
  expect(rateChart([minute(0, 0)], 300, 50).notObserved).toBeNull();
});

it('takes the higher of two counts of the same minute', () => {
  const counted = [minute(1, 2, { isObserved: false }), minute(2, 7)];
  expect(mergeRates(counted, [minute(0, 9), minute(1, 5)])).toEqual([minute(1, 5), minute(2, 7)]);
});
