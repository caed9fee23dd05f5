import type { Surface } from './use-canvas';

interface Marks {
  /** From left to right the row of each mark; below 0 for none. */
  readonly at: readonly number[];
  readonly rows: number;
  readonly rowHeight: number;
  /** A token. */
  readonly colour: string;
  /** Drawn over what is there. */
  readonly isOver?: boolean;
}

/** Lines for the rows and a mark for each place: picks in their order, or who owns a stretch. */
export function drawRows({ context, width, colour }: Surface, marks: Marks): void {
  const { at, rows, rowHeight } = marks;
  if (!marks.isOver) {
    context.fillStyle = colour('--line-faint');
    for (let row = 0; row < rows; row++) context.fillRect(0, Math.floor((row + 0.5) * rowHeight), width, 1);
  }
  context.fillStyle = colour(marks.colour);
  const step = width / Math.max(1, at.length);
  const mark = step > 2 ? Math.max(1, step * 0.78) : step;
  at.forEach((row, index) => {
    if (row >= 0 && row < rows) context.fillRect(index * step, row * rowHeight + 1.5, mark, rowHeight - 3);
  });
}
