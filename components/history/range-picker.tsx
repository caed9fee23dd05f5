'use client';

import type { ReactNode } from 'react';
import { Icon } from '../ui/icon';
import { useKeptRanges } from './kept-days';
import { rangeWords } from './ranges';
import { useAddressTime } from './use-address-time';

/** How far the histories of the page reach back; the browser's own select lies over what is drawn. */
export function RangePicker(): ReactNode {
  const { moment, range, setRange } = useAddressTime();
  const ranges = useKeptRanges();
  return (
    <span className="btn bare picker">
      <Icon name="clock" small />
      {moment === null ? `Last ${rangeWords(range)}` : `${rangeWords(range)} before`}
      <Icon name="down" small />
      <select
        aria-label="Range of the histories"
        value={range}
        onChange={(event) => setRange(ranges.find((one) => one === event.target.value) ?? range)}
      >
        {ranges.map((one) => (
          <option key={one} value={one}>
            Last {rangeWords(one)}
          </option>
        ))}
      </select>
    </span>
  );
}
