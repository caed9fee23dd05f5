import type { LoadAnswer } from '@/lib/simulation/load-answer';
import type { Surface } from './use-canvas';

/** How many requests there each shade begins with. */
export type HeatSteps = readonly number[];

/** Between rows, in pixels. */
const GAP = 1.5;
/** Less than this is nobody. */
const LEAST = 0.5;

/** Six shades in equal ratios, so that the fullest of all strips is of the last and a usual one not of the first. */
export function heatSteps(strips: readonly LoadAnswer['strip'][]): HeatSteps {
  const most = strips.reduce((top, { present }) => present.reduce((one, other) => Math.max(one, other), top), 0);
  const last = Math.max(2, 2 ** Math.floor(Math.log2(Math.max(1, most))));
  const ratio = (last / LEAST) ** 0.25;
  return [0, LEAST, LEAST * ratio, LEAST * ratio ** 2, LEAST * ratio ** 3, last];
}

export interface HeatLook {
  readonly rows: number;
  readonly rowHeight: number;
  readonly steps: HeatSteps;
  /** When something happened to the fleet, in virtual milliseconds. */
  readonly marks: readonly number[];
}

/** A row an instance, time from left to right: how many requests were there, and a line where something happened. */
export function drawHeat({ context, width, colour }: Surface, strip: LoadAnswer['strip'], look: HeatLook): void {
  const shades = look.steps.map((_, shade) => colour(`--q${shade}`));
  const step = width / strip.columns;
  const shadeAt = (row: number, column: number) =>
    look.steps.findLastIndex((least) => (strip.present[row * strip.columns + column] ?? 0) >= least);
  for (let row = 0; row < look.rows; row++) {
    const top = row * look.rowHeight;
    let from = 0;
    let shade = shadeAt(row, 0);
    // What is alike is one mark: seams between cells would show.
    for (let column = 1; column <= strip.columns; column++) {
      const next = column === strip.columns ? -1 : shadeAt(row, column);
      if (next === shade) continue;
      context.fillStyle = shades[shade] ?? '';
      context.fillRect(from * step, top, (column - from) * step, look.rowHeight - GAP);
      from = column;
      shade = next;
    }
  }
  context.fillStyle = colour('--ink');
  for (const at of look.marks) {
    const x = Math.round((at / strip.columnMs) * step);
    if (x > 0 && x < width) context.fillRect(x, 0, 1, look.rows * look.rowHeight - GAP);
  }
}
