import { backoffDelayMs } from '../domain/backoff';
import { describeError, type ErrorCode } from '../domain/errors';
import type { Credential, Order, Performed } from '../registry/operations';
import { ANSWER_WITHIN_MS, withDeadline } from './deadline';
import type { WorkDeps } from './step-work';

/** `mayBeWritten`: an answer was lost, so that nobody knows. `isPassing`: it may go well another time. */
export type Attempted =
  | Performed
  | { readonly kind: 'called-off' }
  | { readonly kind: 'failed'; readonly detail: string; readonly mayBeWritten: boolean; readonly isPassing: boolean };

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

/** What passes by itself. To perform an order twice is to perform it once, so that it may be tried again. */
const PASSING: ReadonlySet<ErrorCode> = new Set([
  'unreachable',
  'timeout',
  'no-leader',
  'rate-limited',
  'unavailable',
  'index-reset',
]);

/** What leaves open whether it was written. */
const OPEN: ReadonlySet<ErrorCode> = new Set(['unreachable', 'timeout', 'unavailable', 'bad-answer', 'internal']);

/** Performs an order, again and again while the registry cannot be reached. Rejects when the signal aborts. */
export async function performPatiently(attempt: Attempt, deps: WorkDeps, signal: AbortSignal): Promise<Attempted> {
  const { registry, order, credential, giveUpAfterMs, onTrouble } = attempt;
  const { clock, random, log } = deps;
  let mayBeWritten = false;
  // Counted up, as a clock may be set back.
  let spentMs = 0;
  for (let tries = 0; ; tries += 1) {
    signal.throwIfAborted();
    const operations = deps.feed.upstream(registry)?.registry.operations;
    if (!operations) {
      const detail = `registry "${registry}" cannot be acted on now`;
      return { kind: 'failed', detail, mayBeWritten, isPassing: false };
    }
    const began = clock.now();
    try {
      return await deps
        .slots(registry)
        .run(async () =>
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
      mayBeWritten ||= OPEN.has(code);
      const isPassing = PASSING.has(code);
      spentMs += Math.max(0, clock.now() - began);
      const isOver = giveUpAfterMs !== null && spentMs >= giveUpAfterMs;
      if (!isPassing || isOver) return { kind: 'failed', detail, mayBeWritten, isPassing };
      await onTrouble(detail);
    }
    const pauseMs = backoffDelayMs(tries, random);
    spentMs += pauseMs;
    await clock.sleep(pauseMs, signal);
  }
}
