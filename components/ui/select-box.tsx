'use client';

import type { ReactNode } from 'react';

interface SelectBoxProps {
  readonly label: string;
  readonly isOn: boolean;
  /** Some of what it stands for is on. */
  readonly isMixed?: boolean;
  /** With the shift key held, a range is meant. */
  readonly onPress: (isRange: boolean) => void;
}

/** Selects a row, or all of them. */
export function SelectBox({ label, isOn, isMixed = false, onPress }: SelectBoxProps): ReactNode {
  return (
    <input
      ref={(box) => {
        // There is no attribute for it.
        if (box) box.indeterminate = isMixed;
      }}
      type="checkbox"
      className="check"
      aria-label={label}
      checked={isOn}
      onChange={({ nativeEvent }) => onPress('shiftKey' in nativeEvent && nativeEvent.shiftKey === true)}
    />
  );
}
