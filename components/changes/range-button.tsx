'use client';

import type { ReactNode } from 'react';
import type { ChangeFilter } from '@/lib/view/change-filter';
import { RangeChoice } from '../charts/range-choice';
import { rangeWords } from '../history/ranges';
import { stretchWords, timeNear } from '../history/time-words';
import { Icon } from '../ui/icon';
import { PopoverButton } from '../ui/popover-button';
import type { UrlState } from '../ui/use-url-state';
import type { JournalRange } from './journal-range';

interface RangeButtonProps {
  /** As it stands in the address. */
  readonly filter: ChangeFilter;
  readonly range: JournalRange | null;
  /** Those that can be chosen. */
  readonly ranges: readonly JournalRange[];
  /** ISO 8601: the day that needs no name. */
  readonly near: string;
  readonly url: UrlState;
}

const MINUTE = 'YYYY-MM-DDTHH:MM'.length;

/** Which time the list is of. */
export function RangeButton({ filter: { from, to }, range, ranges, near, url }: RangeButtonProps): ReactNode {
  const isChosen = from !== null || to !== null;
  const words = isChosen ? timesWords({ from, to }, near) : range ? `Last ${rangeWords(range)}` : 'All that is kept';
  return (
    <span className="range-button">
      <PopoverButton
        label={`Time range: ${words}`}
        className="btn bare"
        face={
          <>
            <Icon name="clock" small />
            {words}
            <Icon name="down" small />
          </>
        }
      >
        {(close) => (
          <div className="range-sheet">
            <RangeChoice
              ranges={ranges}
              chosen={isChosen ? null : range}
              onChoose={(chosen) => url.set({ range: chosen, from: null, to: null })}
            />
            <TimeField label="From, UTC" value={from} onChange={(time) => url.set({ from: time })} />
            <TimeField label="To, UTC" value={to} onChange={(time) => url.set({ to: time })} />
            <button
              type="button"
              className="btn small"
              onClick={() => {
                url.set({ range: null, from: null, to: null });
                close();
              }}
            >
              All that is kept
            </button>
          </div>
        )}
      </PopoverButton>
      {(isChosen || range !== null) && (
        <button
          type="button"
          className="btn bare icon small"
          aria-label="Clear time range"
          onClick={() => url.set({ range: null, from: null, to: null })}
        >
          <Icon name="close" small />
        </button>
      )}
    </span>
  );
}

interface TimeFieldProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (time: string | null) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      <input
        type="datetime-local"
        className="input"
        value={value?.slice(0, MINUTE) ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : `${event.target.value}Z`)}
      />
    </label>
  );
}

function timesWords({ from, to }: Pick<ChangeFilter, 'from' | 'to'>, near: string): string {
  if (from !== null && to !== null) return stretchWords(from, to, near);
  if (from !== null) return `${timeNear(from, near)} – now`;
  return to === null ? '' : `until ${timeNear(to, near)}`;
}
