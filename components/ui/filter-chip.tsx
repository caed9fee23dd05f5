'use client';

import type { ReactNode } from 'react';
import { Icon } from './icon';

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

interface FilterChipProps {
  readonly label: string;
  /** Null when nothing is chosen. */
  readonly value: string | null;
  readonly options: readonly FilterOption[];
  readonly onChange: (value: string | null) => void;
  /** What stands for no choice; null where one of the options always holds. */
  readonly any?: string | null;
}

/** A filter drawn as a chip; the control is the browser's own select, laid over it unseen. */
export function FilterChip({ label, value, options, onChange, any = 'any' }: FilterChipProps): ReactNode {
  const isOn = value !== null && any !== null;
  const chosen = options.find((option) => option.value === value)?.label ?? value ?? any;
  const isListed = value === null || options.some((option) => option.value === value);
  return (
    <span className={isOn ? 'chip on' : 'chip'}>
      <span aria-hidden="true">
        {label} <b>{chosen}</b>
      </span>
      {!isOn && <Icon name="down" small />}
      <select
        aria-label={label}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
      >
        {any !== null && <option value="">{any}</option>}
        {!isListed && value !== null && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {isOn && (
        <button
          type="button"
          className="clear"
          aria-label={`Clear ${label.toLowerCase()}`}
          onClick={() => onChange(null)}
        >
          <Icon name="close" small />
        </button>
      )}
    </span>
  );
}
