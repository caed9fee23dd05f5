import type { CSSProperties, ReactNode } from 'react';

interface InstanceLabelsProps {
  readonly names: readonly string[];
  /** Of a row, in pixels. */
  readonly height?: number;
}

/** The names of the rows, as high as what stands beside them. */
export function InstanceLabels({ names, height = 16 }: InstanceLabelsProps): ReactNode {
  return (
    <ol className="labels" aria-hidden="true" style={{ '--h': `${height}px` } as CSSProperties}>
      {names.map((name) => (
        <li key={name} className="mono clip" title={name}>
          {name}
        </li>
      ))}
    </ol>
  );
}
