import type { CSSProperties, ReactNode } from 'react';

interface RangeFieldProps {
  readonly label: string;
  /** As it is shown and read. */
  readonly text: string;
  /** The slider's own scale, from 0 to `steps`. */
  readonly at: number;
  readonly steps: number;
  readonly hint?: ReactNode;
  readonly onChange: (at: number) => void;
}

/** A slider under its name and value. */
export function RangeField({ label, text, at, steps, hint, onChange }: RangeFieldProps): ReactNode {
  const style = { '--v': `${(100 * at) / steps}%` } as CSSProperties;
  return (
    <label className="field">
      <span className="row2">
        {label}
        <b>{text}</b>
      </span>
      <input
        type="range"
        min={0}
        max={steps}
        step={1}
        value={at}
        style={style}
        aria-label={label}
        aria-valuetext={text}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      {hint !== undefined && <span className="hint">{hint}</span>}
    </label>
  );
}
