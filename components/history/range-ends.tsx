'use client';

import type { ReactNode } from 'react';
import { rangeWords } from './ranges';
import { timeNear } from './time-words';
import { useAddressTime } from './use-address-time';

/** Over a column of bars: where they begin and end. */
export function RangeEnds({ width }: { width: number }): ReactNode {
  const { moment, range } = useAddressTime();
  return (
    <span className="range-ends" style={{ width }}>
      <span>
        <span className="sr">History, </span>
        {rangeWords(range)} {moment === null ? 'ago' : 'before'}
      </span>
      <span>{moment === null ? 'now' : timeNear(moment, new Date().toISOString())}</span>
    </span>
  );
}
