import type { ReactNode } from 'react';

interface DayFieldProps {
  readonly label: string;
  /** A day, or a time whose day is shown. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** One end of a range of days, UTC. */
export function DayField({ label, value, onChange }: DayFieldProps): ReactNode {
  return (
    <label className={value === null ? 'day-field' : 'day-field on'}>
      {label}
      <input
        type="date"
        className="input"
        value={value?.slice(0, 10) ?? ''}
        onChange={(event) => onChange(event.target.value || null)}
      />
    </label>
  );
}
