'use client';

import { type ReactNode, useId } from 'react';

interface FormFieldProps {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password' | 'date';
  readonly hint?: ReactNode;
  readonly trouble?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What password managers and browsers offer. */
  readonly autoComplete?: string;
  readonly isMono?: boolean;
  readonly min?: string;
}

/** A field with its label, a hint and what is wrong with it. */
export function FormField(props: FormFieldProps): ReactNode {
  const {
    label,
    name,
    type = 'text',
    hint,
    trouble,
    value,
    onChange,
    autoComplete = 'off',
    isMono = false,
    min,
  } = props;
  const id = useId();
  const told = [hint && `${id}-hint`, trouble && `${id}-trouble`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={isMono ? 'input mono' : 'input'}
        name={name}
        type={type}
        required
        value={value}
        autoComplete={autoComplete}
        autoCapitalize="off"
        spellCheck={false}
        min={min}
        data-field={name}
        aria-invalid={trouble !== undefined}
        aria-describedby={told === '' ? undefined : told}
        onChange={(event) => onChange(event.target.value)}
      />
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {trouble !== undefined && (
        <p className="trouble" id={`${id}-trouble`}>
          {trouble}
        </p>
      )}
    </div>
  );
}
