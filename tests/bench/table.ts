import { median } from './statistics';

/** What one round of a bench saw, ours beside the floor. */
export interface Pair {
  readonly ours: number;
  readonly floor: number;
}

export interface Row {
  readonly label: string;
  readonly unit: string;
  /** One pair a round: floor and ours are compared within a round only, since the machine drifts. */
  readonly rounds: readonly Pair[];
  /** The largest ratio wanted; null where it is only reported. */
  readonly target: number | null;
}

const HEAD = ['', 'ours', 'floor', '', 'ratio', 'target', ''];

/** Prints rows with the medians of their rounds; the ratio is the median of the rounds' ratios. */
export function printTable(title: string, rows: readonly Row[]): void {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  console.log(`\n${title}`);
  for (const line of lines) {
    const padded = line.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${padded.join('  ').trimEnd()}`);
  }
}

function cells({ label, unit, rounds, target }: Row): string[] {
  const ours = median(rounds.map((round) => round.ours));
  const floor = median(rounds.map((round) => round.floor));
  const ratio = median(rounds.map((round) => round.ours / round.floor));
  const verdict = target === null ? '' : ratio <= target ? 'ok' : 'OVER';
  const wanted = target === null ? '-' : `<= ${target}`;
  return [label, short(ours), short(floor), unit, `${ratio.toFixed(2)}x`, wanted, verdict];
}

function short(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
