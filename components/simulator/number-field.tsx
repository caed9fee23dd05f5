'use client';

import { type ReactNode, useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly isAllowed: (value: number) => boolean;
  /** What may stand there, said where something else does. */
  readonly hint: string;
  readonly onChange: (value: number) => void;
}

/** A number to type: it counts as soon as it is one that may stand there; what is not stays, with what counts instead. */
export function NumberField({ label, value, isAllowed, hint, onChange }: NumberFieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && !isAllowed(numberOf(typed));

  function type(text: string): void {
    setTyped(text);
    const next = numberOf(text);
    if (isAllowed(next) && next !== value) onChange(next);
  }

  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        inputMode="decimal"
        autoComplete="off"
        value={typed ?? value.toLocaleString('en', { maximumFractionDigits: 6 })}
        aria-invalid={isWrong || undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => type(event.target.value)}
        onBlur={() => isWrong || setTyped(null)}
      />
      {isWrong && (
        <span className="hint wrong" role="alert">
          {hint}; {value.toLocaleString('en', { maximumFractionDigits: 6 })} counts
        </span>
      )}
    </label>
  );
}

/** Thousands may be parted by commas or spaces. */
function numberOf(text: string): number {
  const plain = text.replaceAll(/[\s,]/g, '');
  return plain === '' ? Number.NaN : Number(plain);
}
