import type { PlayedRun } from './player';
import type { Surface } from './use-canvas';

interface PlayLook {
  readonly rows: number;
  readonly rowHeight: number;
  readonly colour: string;
  /** Virtual time and how long a flight is seen, in milliseconds. */
  readonly now: number;
  readonly flightMs: number;
}

const DOT = 2.25;
const QUEUE_AT = 0.45;
const STEP = 5;

/** Requests fly from the left to the row of their instance; there they wait in line, those worked on filled. */
export function drawPlay({ context, width, height, colour }: Surface, run: PlayedRun, look: PlayLook): void {
  const middle = (row: number) => (row + 0.5) * look.rowHeight;
  const from = width * QUEUE_AT;
  context.fillStyle = colour('--line-faint');
  for (let row = 0; row < look.rows; row++) context.fillRect(from, Math.floor(middle(row)), width - from, 1);
  const ink = colour(look.colour);
  context.fillStyle = ink;
  context.strokeStyle = ink;
  context.beginPath();
  context.arc(5, height / 2, 4, 0, 2 * Math.PI);
  context.fill();
  const room = Math.floor((width - from - 26) / STEP);
  run.loads().forEach(({ busy, waiting }, row) => {
    if (row >= look.rows) return;
    const isBusy = busy > 0;
    const y = middle(row);
    context.globalAlpha = 1;
    if (isBusy) context.fillRect(from - 2, y - 4, 4, 8);
    context.globalAlpha = 0.55;
    const shown = Math.min(waiting, room);
    for (let dot = 0; dot < shown; dot++) context.fillRect(from + 5 + dot * STEP, y - DOT, 3.5, 2 * DOT);
    if (waiting <= room) return;
    context.globalAlpha = 1;
    context.font = '10px sans-serif';
    context.textBaseline = 'middle';
    context.fillText(`+${waiting - shown}`, from + 6 + shown * STEP, y);
  });
  context.globalAlpha = 0.9;
  context.beginPath();
  for (const { row, at } of run.flights) {
    if (row >= look.rows) continue;
    const way = Math.min(1, Math.max(0, (look.now - at) / look.flightMs));
    // Slower at both ends, as what is thrown.
    const eased = way * way * (3 - 2 * way);
    const [x, y] = [8 + (from - 12) * way, height / 2 + (middle(row) - height / 2) * eased];
    context.moveTo(x, y);
    context.arc(x, y, DOT, 0, 2 * Math.PI);
  }
  context.fill();
  context.globalAlpha = 1;
}
