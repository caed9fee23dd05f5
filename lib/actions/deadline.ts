import type { Clock } from '../domain/clock';
import { RegistryError } from '../domain/errors';

/**
 * Does what a registry is asked for, and gives up after `ms` milliseconds.
 * @throws RegistryError `timeout` then; and what the work throws
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
  try {
    return await work(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    if (late.signal.aborted) throw new RegistryError('timeout', `the registry did not answer within ${ms / 1_000} s`);
    throw error;
  } finally {
    over.abort();
  }
}
