import { HEALTHS } from '@/lib/domain/instance';
import type { ServiceSummary } from '@/lib/domain/service';

/** "3 of 10 critical", "All 12 passing": how many of how many, so that one instance never speaks for its service. */
export function healthWords(summary: ServiceSummary): string {
  const { total, out } = summary.instances;
  if (out === total) return total === 1 ? 'None in rotation' : `None of ${total} in rotation`;
  // Nobody doubts what is out when all pass; where some do not, the count is of those that take traffic.
  if (summary.instances.passing === total) return total === 1 ? '1 passing' : `All ${total} passing`;
  const count = summary.inRotation[summary.health];
  if (count === total && total > 1) return `All ${total} ${summary.health}`;
  return `${count} of ${total} ${summary.health}`;
}

/** "3 critical, 4 passing, 2 out", worst first; by health only those in rotation. */
export function mixWords(summary: ServiceSummary): string {
  const parts = HEALTHS.filter((health) => summary.inRotation[health] > 0).map(
    (health) => `${summary.inRotation[health]} ${health}`,
  );
  if (summary.instances.out > 0) parts.push(`${summary.instances.out} out`);
  return parts.join(', ');
}
