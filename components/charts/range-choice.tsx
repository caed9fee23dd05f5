import type { ReactNode } from 'react';
import { type Range, rangeWords } from '../history/ranges';

interface RangeChoiceProps {
  readonly ranges: readonly Range[];
  /** Null where it is none of them. */
  readonly chosen: Range | null;
  readonly onChoose: (range: Range) => void;
}

/** Over which time up to now a page looks. */
export function RangeChoice({ ranges, chosen, onChoose }: RangeChoiceProps): ReactNode {
  return (
    <fieldset className="seg range-choice">
      <legend className="sr">Range</legend>
      {ranges.map((range) => (
        <label key={range}>
          {rangeWords(range)}
          <input className="sr" type="radio" name="range" checked={range === chosen} onChange={() => onChoose(range)} />
        </label>
      ))}
    </fieldset>
  );
}
