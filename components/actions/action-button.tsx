'use client';

import { type ReactNode, useId } from 'react';
import { Icon } from '../ui/icon';
import { type InstanceActionKind, KIND_LOOKS } from './kind-looks';

interface ActionButtonProps {
  readonly kind: InstanceActionKind;
  /** Why it does not work; null where it does. The button stays reachable and says it. */
  readonly whyNot: string | null;
  readonly onBegin: () => void;
  readonly small?: boolean;
}

/** Begins one kind of action. */
export function ActionButton({ kind, whyNot, onBegin, small = false }: ActionButtonProps): ReactNode {
  const { verb, icon } = KIND_LOOKS[kind];
  const reason = useId();
  return (
    <>
      <button
        type="button"
        className={`btn act ${kind}${small ? ' small' : ''}`}
        aria-disabled={whyNot === null ? undefined : true}
        aria-describedby={whyNot === null ? undefined : reason}
        title={whyNot ?? undefined}
        onClick={() => whyNot === null && onBegin()}
      >
        <Icon name={icon} small />
        {verb}
      </button>
      {whyNot !== null && (
        <span className="sr" id={reason}>
          {whyNot}
        </span>
      )}
    </>
  );
}
