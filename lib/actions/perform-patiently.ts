import { backoffDelayMs } from '../domain/backoff';
import { describeError, type ErrorCode } from '../domain/errors';
import type { Credential, Order, Performed } from '../registry/operations';
import { withDeadline } from './deadline';
import type { WorkDeps } from './step-work';

/** `mayBeWritten`: an answer was lost, so that nobody knows. */
export type Attempted =
  | Performed
  | { readonly kind: 'called-off' }
  | { readonly kind: 'failed'; readonly detail: string; readonly mayBeWritten: boolean };

export interface Attempt {
  readonly registry: string;
  readonly order: Order;
  readonly credential: Credential | undefined;
  /** After so long without reaching the registry it fails, in milliseconds; null for never. */
  readonly giveUpAfterMs: number | null;
  /** Asked when its turn has come; false calls it off. */
  readonly begin?: () => boolean;
  /** Told why it has to be tried again. */
  readonly onTrouble: (detail: string) => Promise<void>;
}

const ANSWER_WITHIN_MS = 5_000;

/** What passes by itself. To perform an order twice is to perform it once, so that it may be tried again. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'unreachable',
  'timeout',
  'no-leader',
  'rate-limited',
  'unavailable',
  'index-reset',
]);

/** Performs an order, again and again while the registry cannot be reached. Rejects when the signal aborts. */
export async function performPatiently(attempt: Attempt, deps: WorkDeps, signal: AbortSignal): Promise<Attempted> {
  const { registry, order, credential, giveUpAfterMs, onTrouble } = attempt;
  const { clock, random, log } = deps;
  const began = clock.now();
  let mayBeWritten = false;
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    const operations = deps.feed.upstream(registry)?.registry.operations;
    if (!operations) return { kind: 'failed', detail: `registry "${registry}" cannot be acted on now`, mayBeWritten };
    try {
      return await deps.slots.run(async () =>
        attempt.begin?.() === false
          ? { kind: 'called-off' }
          : withDeadline(
              (late) => operations.perform(order, credential, late),
              { clock, ms: ANSWER_WITHIN_MS },
              signal,
            ),
      );
    } catch (error) {
      signal.throwIfAborted();
      const { code, detail } = describeError(error);
      if (code === 'internal') log.error({ registry, err: error }, 'order-failed');
      // A connection that was cut may have carried the order there.
      mayBeWritten ||= code === 'timeout' || code === 'unreachable';
      if (!PASSING.has(code)) return { kind: 'failed', detail, mayBeWritten };
      if (giveUpAfterMs !== null && clock.now() - began >= giveUpAfterMs)
        return { kind: 'failed', detail, mayBeWritten };
      await onTrouble(detail);
    }
    await clock.sleep(backoffDelayMs(tries, random), signal);
  }
}
