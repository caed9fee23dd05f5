import type { ReactNode } from 'react';

/** The pattern of what was not observed, for every bar of the page. Not hidden: a pattern that is not drawn fills nothing. */
export function Hatch(): ReactNode {
  return (
    <svg className="sr" width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" fill="var(--hatch-ground)" />
          <rect width="1.3" height="4" fill="var(--hatch)" />
        </pattern>
      </defs>
    </svg>
  );
}
