import type { Surface } from './use-canvas';

const GAP = 1;

/** A cell from each row to each column, the stronger the more keys went there; who keeps its keys is only outlined. */
export function drawMatrix(
  { context, width, height, colour }: Surface,
  matrix: readonly (readonly number[])[],
  token: string,
): void {
  const size = matrix.length;
  if (size === 0) return;
  const side = Math.min(width, height);
  const cell = side / size;
  const gap = cell > 4 ? GAP : 0;
  const most = matrix.reduce(
    (top, row, from) => row.reduce((peak, count, to) => (from === to ? peak : Math.max(peak, count)), top),
    1,
  );
  for (const [from, row] of matrix.entries()) {
    for (const [to, count] of row.entries()) {
      context.globalAlpha = 1;
      context.fillStyle = colour(from === to ? '--line' : '--line-faint');
      context.fillRect(to * cell, from * cell, cell - gap, cell - gap);
      if (from === to || count === 0) continue;
      context.fillStyle = colour(token);
      // The root: a few keys show beside many.
      context.globalAlpha = 0.15 + 0.85 * Math.sqrt(count / most);
      context.fillRect(to * cell, from * cell, cell - gap, cell - gap);
    }
  }
  context.globalAlpha = 1;
}
