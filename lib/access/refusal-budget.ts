import type { Clock } from '../domain/clock';

const WINDOW_MS = 60_000;
/** How many refusals of nobody in particular are recorded in a window. */
const PER_WINDOW = 120;

/** Whether another refusal is recorded. Whoever is not signed in could otherwise fill the audit, which only grows. */
export function createRefusalBudget(clock: Clock): () => boolean {
  let since = clock.now();
  let spent = 0;
  return () => {
    if (clock.now() - since >= WINDOW_MS) {
      since = clock.now();
      spent = 0;
    }
    spent += 1;
    return spent <= PER_WINDOW;
  };
}
