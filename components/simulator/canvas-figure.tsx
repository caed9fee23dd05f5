'use client';

import type { ReactNode } from 'react';
import { type Surface, useCanvas } from './use-canvas';

interface CanvasFigureProps {
  /** What it shows, in a sentence. */
  readonly label: string;
  /** In pixels. */
  readonly height: number;
  /** Must keep its identity between renders. */
  readonly draw: (surface: Surface) => void;
}

/** A picture of more marks than elements are good for. */
export function CanvasFigure({ label, height, draw }: CanvasFigureProps): ReactNode {
  const canvas = useCanvas(height, draw);
  return (
    <span className="canvas-figure" style={{ height }}>
      <canvas ref={canvas} role="img" aria-label={label} style={{ height }} />
    </span>
  );
}
