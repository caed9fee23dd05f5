import { stateWords } from './condition';
import type { Amount, Condition, Threshold } from './rule';

/** "any critical", "fewer than 2 passing", "at least 50 % not passing", "not registered", "link stale". */
export function conditionWords(condition: Condition): string {
  if (condition.state === 'absent') return 'not registered';
  if (condition.state === 'stale') return 'link stale';
  return `${thresholdWords(condition.threshold)} ${stateWords(condition.state)}`;
}

function thresholdWords({ is, amount }: Threshold): string {
  const isAny = 'count' in amount && amount.count === (is === 'at-least' ? 1 : 0);
  switch (is) {
    case 'at-least':
      return isAny ? 'any' : `at least ${amountWords(amount)}`;
    case 'more-than':
      return isAny ? 'any' : `more than ${amountWords(amount)}`;
    case 'fewer-than':
      return `fewer than ${amountWords(amount)}`;
  }
}

function amountWords(amount: Amount): string {
  // A share that was read from "33.3%" is no longer quite that number.
  return 'count' in amount ? String(amount.count) : `${Number((amount.share * 100).toFixed(4))} %`;
}
