'use client';

import { type ReactNode, useId } from 'react';

interface TextFieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  /** What is wrong with it. */
  readonly trouble?: string | undefined;
  /** Of several lines. */
  readonly isLong?: boolean;
  readonly onChange: (value: string) => void;
}

/** A field with its label and what is wrong with it. */
export function TextField(props: TextFieldProps): ReactNode {
  const { name, label, hint, value, trouble, isLong = false, onChange } = props;
  const id = useId();
  const shared = {
    id,
    value,
    'data-field': name,
    autoComplete: 'off',
    spellCheck: false,
    'aria-invalid': trouble !== undefined,
    'aria-describedby': trouble === undefined ? undefined : `${id}-trouble`,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <span className="faint"> {hint}</span>}
      </label>
      {isLong ? <textarea className="input long" rows={3} {...shared} /> : <input className="input" {...shared} />}
      {trouble !== undefined && (
        <p className="trouble" id={`${id}-trouble`}>
          {trouble}
        </p>
      )}
    </div>
  );
}
