import type { Clock } from '../domain/clock';

const WINDOW_MS = 60_000;
/** How many refusals of one are recorded in a window. Nobody in particular counts as one. */
const PER_WINDOW = 120;

/** Whether another refusal is recorded: whoever is refused over and over could otherwise fill the audit, which only grows. */
export function createRefusalBudget(clock: Clock): (who: string | null) => boolean {
  let since = clock.now();
  const spent = new Map<string | null, number>();
  return (who) => {
    if (clock.now() - since >= WINDOW_MS) {
      since = clock.now();
      spent.clear();
    }
    const now = (spent.get(who) ?? 0) + 1;
    spent.set(who, now);
    return now <= PER_WINDOW;
  };
}
