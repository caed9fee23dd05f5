import type { Clock } from '../domain/clock';
import { RegistryError } from '../domain/errors';

/** How long a registry has to answer one question or order, in milliseconds. */
export const ANSWER_WITHIN_MS = 5_000;

/**
 * Does what a registry is asked for, and gives up after `ms` milliseconds, also on what does not heed its signal.
 * @throws RegistryError `timeout` then; the signal's reason when that aborts; and what the work throws
 */
export async function withDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { clock, ms }: { readonly clock: Clock; readonly ms: number },
  signal: AbortSignal,
): Promise<T> {
  const late = new AbortController();
  const over = new AbortController();
  void clock.sleep(ms, AbortSignal.any([signal, over.signal])).then(
    () => late.abort(),
    () => undefined,
  );
  const either = AbortSignal.any([signal, late.signal]);
  try {
    return await Promise.race([work(either), rejected(either, over.signal)]);
  } catch (error) {
    if (late.signal.aborted) throw new RegistryError('timeout', `the registry did not answer within ${ms / 1_000} s`);
    throw error;
  } finally {
    over.abort();
  }
}

/** Rejects when the signal aborts, unless it is over before. */
function rejected(signal: AbortSignal, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: over });
  });
}
