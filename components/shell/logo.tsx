import type { ReactNode } from 'react';

/** Four instances in a row, one of them out of rotation. */
export function Logo(): ReactNode {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true">
      <g fill="currentColor">
        <rect x="1.5" y="3" width="3" height="11" rx="1.5" />
        <rect x="6.2" y="3" width="3" height="11" rx="1.5" />
        <rect x="15.6" y="3" width="3" height="11" rx="1.5" />
      </g>
      <rect x="10.9" y="7" width="3" height="11" rx="1.5" fill="var(--accent-fill)" />
    </svg>
  );
}
