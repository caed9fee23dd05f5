import { participants } from '@/lib/view/simulation-plan';
import { allColumns, type Column, churnColumns, loadColumns, sharesColumns } from './columns';
import { drawHeat, heatSteps } from './draw-heat';
import { drawMatrix } from './draw-matrix';
import { headFigures } from './head-figures';
import { latencyLines } from './latency-view';
import { linePath } from './line-chart';
import { type Sheet, sheetOf } from './picture-sheet';
import { drawTitle } from './picture-title';
import { shortKeys } from './short-keys';
import type { Results } from './use-simulation';

const COLUMN = 200;
const APART = 20;
const LABELS = 120;
const TITLE = 56;
const HEAD = TITLE + 128;
const BETWEEN = 46;
const ROW = 14;
const MOST_ROWS = 60;
const CURVES = 200;
const MATRIX = 168;
const HEADING = { font: '500 11px', room: 600 };

type Load = ReturnType<typeof loadColumns>;
type Shared = readonly Column<{ readonly shares: Load[number]['answer']['shares'] }>[];

/** The run as one picture, in the page's colours; null where the browser gives no canvas. */
export async function drawPicture(results: Results): Promise<Blob | null> {
  const columns = allColumns(results);
  const load = loadColumns(results);
  const churn = churnColumns(results);
  const shared: Shared = load.length > 0 ? load : sharesColumns(results);
  const names = shortKeys(participants(results.setup).map(({ id }) => id)).slice(0, MOST_ROWS);
  const rows = shared.length > 0 ? names.length * ROW + BETWEEN : 0;
  const below = (load.length > 0 ? rows + CURVES + BETWEEN : 0) + (churn.length > 0 ? MATRIX + BETWEEN : 0);
  const sheet = sheetOf(LABELS + columns.length * (COLUMN + APART), HEAD + rows + below);
  if (!sheet) return null;
  drawTitle(sheet, results.setup);
  drawHeads(sheet, results);
  if (shared.length > 0) drawShares(sheet, shared, names);
  if (load.length > 0) {
    drawStrips(sheet, load, { names, top: HEAD + rows });
    drawCurves(sheet, load, HEAD + 2 * rows);
  }
  if (churn.length > 0) drawMatrices(sheet, churn);
  return sheet.toBlob();
}

function drawMatrices({ surface, write }: Sheet, churn: ReturnType<typeof churnColumns>): void {
  write('Keys moved, from each row to each column', [0, HEAD - 12], HEADING);
  for (const [at, { answer, series }] of churn.entries()) {
    surface.context.save();
    surface.context.translate(leftOf(at), HEAD);
    drawMatrix({ ...surface, width: MATRIX, height: MATRIX }, answer.matrix, series.colour);
    surface.context.restore();
  }
}

function leftOf(at: number): number {
  return LABELS + at * (COLUMN + APART);
}

function drawHeads({ surface, write }: Sheet, results: Results): void {
  const isJudged = results.setup.question === 'load' && results.setup.limitMs > 0;
  for (const [at, { title, sub, series, answer }] of allColumns(results).entries()) {
    const left = leftOf(at);
    surface.context.fillStyle = surface.colour(series.colour);
    surface.context.fillRect(left, TITLE, COLUMN, 2);
    write(title, [left, TITLE + 20], { font: '600 13px' });
    write(sub, [left, TITLE + 36], { font: '400 12px', token: '--ink-3' });
    headFigures(answer, isJudged).forEach(({ label, value, unit }, index) => {
      write(label, [left + index * 70, TITLE + 56], { token: '--ink-3' });
      write(`${value} ${unit}`, [left + index * 70, TITLE + 74], { font: '600 13px' });
    });
  }
}

function drawShares({ surface, write }: Sheet, shared: Shared, names: readonly string[]): void {
  const { context, colour } = surface;
  const all = shared.flatMap(({ answer }) => answer.shares.shares);
  const most = all.reduce((top, { share, high }) => Math.max(top, share, high), 0.0001);
  const room = COLUMN - 44;
  write('Share of requests, %; a line at the target', [0, HEAD - 12], HEADING);
  drawNames(write, names, HEAD);
  for (const [at, { series, answer }] of shared.entries()) {
    for (const [row, { share, target }] of answer.shares.shares.slice(0, names.length).entries()) {
      const top = HEAD + row * ROW;
      context.fillStyle = colour(series.colour);
      context.fillRect(leftOf(at), top, (room * share) / most, ROW - 4);
      context.fillStyle = colour('--ink');
      context.fillRect(leftOf(at) + (room * target) / most, top - 1, 1.5, ROW - 2);
      write((100 * share).toFixed(1), [leftOf(at) + room + 12, top + 9], { token: '--ink-2' });
    }
  }
}

function drawStrips(sheet: Sheet, load: Load, { names, top }: { names: readonly string[]; top: number }): void {
  const { context } = sheet.surface;
  const steps = heatSteps(load.map(({ answer }) => answer.strip));
  const most = (steps.at(-1) ?? 0).toLocaleString('en');
  sheet.write(`Requests at each instance over time, from none to ${most} and more`, [0, top - 12], HEADING);
  drawNames(sheet.write, names, top);
  for (const [at, { answer }] of load.entries()) {
    context.save();
    context.translate(leftOf(at), top);
    drawHeat({ ...sheet.surface, width: COLUMN }, answer.strip, {
      rows: names.length,
      rowHeight: ROW,
      steps,
      marks: [],
    });
    context.restore();
  }
}

function drawCurves({ surface, write }: Sheet, load: Load, top: number): void {
  const { context, colour, width } = surface;
  const { lines, axis } = latencyLines(load);
  const across = width - LABELS - APART;
  for (const tick of axis.ticks) {
    const y = top + CURVES * (1 - axis.at(tick));
    context.fillStyle = colour('--line-faint');
    context.fillRect(leftOf(0), y, across, 1);
    write(`${tick.toLocaleString('en')} ms`, [LABELS - 64, y + 4], { token: '--ink-3' });
  }
  write('Latency by percentile, from 0 to p99.99', [0, top - 12], HEADING);
  for (const { colour: token, dash, points } of lines) {
    context.strokeStyle = colour(token);
    context.lineWidth = 2;
    context.setLineDash(dash === '' ? [] : dash.split(' ').map(Number));
    const placed = points.map(([x, y]) => [leftOf(0) + x * across, top + CURVES * (1 - y)] as const);
    context.stroke(new Path2D(linePath(placed)));
  }
}

function drawNames(write: Sheet['write'], names: readonly string[], top: number): void {
  for (const [row, name] of names.entries()) write(name, [0, top + row * ROW + 10], { token: '--ink-2' });
}
