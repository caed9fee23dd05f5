import type { ReactNode } from 'react';
import { NumberField } from './number-field';

const MOST = 200;

/** How many instances a made-up fleet has. */
export function FleetSize({ size, onSize }: { size: number; onSize: (size: number) => void }): ReactNode {
  const isAllowed = (value: number) => Number.isInteger(value) && value >= 1 && value <= MOST;
  return (
    <NumberField
      label="How many"
      value={size}
      isAllowed={isAllowed}
      hint={`1 to ${MOST}`}
      onChange={onSize}
      isCountedLater
    />
  );
}
