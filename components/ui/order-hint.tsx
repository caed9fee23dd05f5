import type { ReactNode } from 'react';
import { Icon } from './icon';

/** Says that the rows stand still in an order that is no longer theirs. */
export function OrderHint({ onApply }: { onApply: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="order-hint"
      title="The rows stand still while you point at them. Press to sort them now."
      onClick={onApply}
    >
      <Icon name="sort-down" small />
      Order changed
    </button>
  );
}
