import { backoffDelayMs } from '../domain/backoff';
import type { Random } from '../domain/clock';
import type { Attempt } from './attempt';
import type { Delivery, DeliveryOutcome } from './delivery';

/** How often something is tried again that is refused, which a mistake in the configuration makes for ever. */
const REFUSALS = 8;
const BACKOFF = { firstMs: 1_000, longestMs: 120_000 };
const LONGEST_WAIT_MS = 3_600_000;

/** What becomes of a message after a try: it was delivered, waits for another, or is given up. */
export function outcomeOf(
  delivery: Pick<Delivery, 'at' | 'attempts'>,
  { result, detail, retryAfterMs }: Attempt,
  { now, random, giveUpAfterMs }: { readonly now: number; readonly random: Random; readonly giveUpAfterMs: number },
): DeliveryOutcome {
  const attempts = delivery.attempts + 1;
  if (result === 'delivered') return { state: 'delivered', attempts, detail, at: now };
  const isOver = now - delivery.at >= giveUpAfterMs || (result === 'refused' && attempts >= REFUSALS);
  if (isOver) return { state: 'failed', attempts, detail, at: now };
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS);
  return {
    state: 'waiting',
    attempts,
    detail,
    at: now + Math.max(asked, backoffDelayMs(attempts - 1, random, BACKOFF)),
  };
}
