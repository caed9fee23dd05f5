import type { LoadAnswer } from '../simulation/load-answer';
import type { ChurnAnswer } from '../simulation/simulate-churn';
import type { PolicyAnswer } from './simulation-answer';
import { policiesText } from './simulation-policies';
import type { Recording } from './simulation-recording';
import type { Setup } from './simulation-setup';

/** Beginnings a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Everything of a run, and the link that shows it; of files of recorded traffic their names, as the link has. */
export function resultsJson(setup: Setup, answers: readonly PolicyAnswer[], link: string): string {
  const policies = setup.policies.map((choice, place) => ({ ...choice, ...answers[place]?.answer }));
  const named = { ...setup, trace: namedOf(setup.trace), keyFile: namedOf(setup.keyFile) };
  return `${JSON.stringify({ link, setup: named, answers: policies }, null, 2)}\n`;
}

function namedOf(recording: Recording<unknown> | null): Omit<Recording<unknown>, 'values'> | null {
  if (!recording) return null;
  const { name, count, digest } = recording;
  return { name, count, digest };
}

/** A row an instance of a policy; of churn a row for each two instances of which keys of one are now the other's. */
export function resultsCsv(setup: Setup, answers: readonly PolicyAnswer[]): string {
  const rows = answers.flatMap((given, place) => {
    const choice = setup.policies[place];
    return choice ? rowsOf(policiesText([choice]), given) : [];
  });
  const head = answers[0]?.question === 'churn' ? CHURN_HEAD : HEAD;
  return `${[head, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

const SHARES = ['picks', 'share', 'target', 'low', 'high', 'utilisation', 'longest_queue'];
// Those of the policy stand in every row of its instances.
const TIMES = ['mean_ms', 'p50_ms', 'p90_ms', 'p95_ms', 'p99_ms', 'p999_ms', 'max_ms', 'success_share'];
const EVENNESS = ['chi_square', 'p', 'peak_to_mean', 'coefficient_of_variation', 'jain', 'longest_run'];
const HEAD = ['policy', 'instance', ...SHARES, ...TIMES, ...EVENNESS];
const CHURN_HEAD = ['policy', 'from', 'to', 'keys', 'all_keys', 'moved', 'owned', 'collateral', 'ideal_share'];

type Cell = string | number | null;

function rowsOf(policy: string, given: PolicyAnswer): readonly (readonly Cell[])[] {
  if (given.question === 'churn') return churnRows(policy, given.answer);
  const { shares: statistics, longestRun } = given.answer;
  const { chiSquare, peakToMean, coefficientOfVariation, jain } = statistics;
  const evenness = [chiSquare?.value ?? null, chiSquare?.p ?? null, peakToMean, coefficientOfVariation, jain];
  const loads = given.question === 'load' ? given.answer.instances : [];
  const times = given.question === 'load' ? timesOf(given.answer) : TIMES.map(() => null);
  return statistics.shares.map(({ instance, picks, share, target, low, high }, place) => {
    const { utilisation = null, longestQueue = null } = loads[place] ?? {};
    return [
      ...[policy, instance, picks, share, target, low, high, utilisation, longestQueue],
      ...[...times, ...evenness, longestRun],
    ];
  });
}

function timesOf({ responseTimeMs: times, requests }: LoadAnswer): readonly Cell[] {
  const { mean = null, p50 = null, p90 = null, p95 = null, p99 = null, p999 = null, max = null } = times ?? {};
  return [mean, p50, p90, p95, p99, p999, max, requests.successShare];
}

function churnRows(policy: string, answer: ChurnAnswer): readonly (readonly Cell[])[] {
  const { instances, matrix, keys, moved, owned, collateral, ideal } = answer;
  return matrix.flatMap((row, from) =>
    row.flatMap((count, to) => {
      if (count === 0) return [];
      return [[policy, instances[from] ?? '', instances[to] ?? '', count, keys, moved, owned, collateral, ideal]];
    }),
  );
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
