import type { PolicyAnswer } from './simulation-answer';
import { policiesText } from './simulation-policies';
import type { Setup } from './simulation-setup';

/** Beginnings a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Everything of a run, and the link that shows it. */
export function resultsJson(setup: Setup, answers: readonly PolicyAnswer[], link: string): string {
  const policies = setup.policies.map((choice, place) => ({ ...choice, ...answers[place]?.answer }));
  return `${JSON.stringify({ link, setup, answers: policies }, null, 2)}\n`;
}

/** A row an instance of a policy; of churn a row a policy. */
export function resultsCsv(setup: Setup, answers: readonly PolicyAnswer[]): string {
  const rows = answers.flatMap((given, place) => {
    const choice = setup.policies[place];
    return choice ? rowsOf(policiesText([choice]), given) : [];
  });
  const head = answers[0]?.question === 'churn' ? CHURN_HEAD : HEAD;
  return `${[head, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

const TIMES = ['mean_ms', 'p50_ms', 'p95_ms', 'p99_ms', 'p999_ms', 'max_ms'];
const SHARES = ['picks', 'share', 'target', 'low', 'high', 'utilisation', 'longest_queue'];
const HEAD = ['policy', 'instance', ...SHARES, ...TIMES];
const CHURN_HEAD = ['policy', 'keys', 'moved', 'owned', 'collateral', 'ideal_share'];

type Cell = string | number | null;

function rowsOf(policy: string, given: PolicyAnswer): readonly (readonly Cell[])[] {
  if (given.question === 'churn') {
    const { keys, moved, owned, collateral, ideal } = given.answer;
    return [[policy, keys, moved, owned, collateral, ideal]];
  }
  const loads = given.question === 'load' ? given.answer.instances : [];
  const times = given.question === 'load' ? given.answer.responseTimeMs : null;
  return given.answer.shares.shares.map(({ instance, picks, share, target, low, high }, place) => [
    policy,
    instance,
    picks,
    share,
    target,
    low,
    high,
    loads[place]?.utilisation ?? null,
    loads[place]?.longestQueue ?? null,
    ...(times ? [times.mean, times.p50, times.p95, times.p99, times.p999, times.max] : TIMES.map(() => null)),
  ]);
}

function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
