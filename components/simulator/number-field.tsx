'use client';

import { type ReactNode, useState } from 'react';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly isAllowed: (value: number) => boolean;
  /** What may stand there, said where something else does. */
  readonly hint: string;
  readonly onChange: (value: number) => void;
  /** It counts when the field is left, or on Enter: what stands there on the way would destroy something. */
  readonly isCountedLater?: boolean;
}

/** A number to type: it counts as soon as it is one that may stand there; what is not stays, with what counts instead. */
export function NumberField(props: NumberFieldProps): ReactNode {
  const { label, value, isAllowed, hint, onChange, isCountedLater = false } = props;
  const [typed, setTyped] = useState<{ readonly text: string; readonly told: number } | null>(null);
  // What came from elsewhere since, as from a preset, is not hidden by what was typed before.
  const text = typed !== null && Object.is(typed.told, value) ? typed.text : null;
  const usual = value.toLocaleString('en', { maximumFractionDigits: 6 });
  const isWrong = text !== null && !isAllowed(numberOf(text));

  function count(next: number): void {
    if (isAllowed(next) && next !== value) onChange(next);
  }

  function type(next: string): void {
    const number = numberOf(next);
    const counts = !isCountedLater && isAllowed(number);
    setTyped({ text: next, told: counts ? number : value });
    if (counts) count(number);
  }

  function leave(): void {
    if (isWrong) return;
    if (isCountedLater && text !== null) count(numberOf(text));
    setTyped(null);
  }

  return (
    <label className="field">
      <span>{label}</span>
      <input
        className="input"
        inputMode="decimal"
        autoComplete="off"
        value={text ?? usual}
        aria-invalid={isWrong || undefined}
        onFocus={(event) => event.target.select()}
        onChange={(event) => type(event.target.value)}
        onKeyDown={({ key }) => key === 'Enter' && leave()}
        onBlur={leave}
      />
      {isWrong && (
        <span className="hint wrong" role="alert">
          {hint}; {usual} counts
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
