import type { Clock } from '../domain/clock';
import { ProbeFailure } from './probe-failure';

/** How long something may take, by whose clock. */
export interface TimeLimit {
  readonly ms: number;
  readonly clock: Clock;
}

/**
 * Does `work` under a signal that aborts with `signal` or when time is up, and does not wait for it any longer than that.
 * @throws ProbeFailure `critical` when time is up, else the signal's reason or what `work` throws
 */
export async function within<T>(
  { ms, clock }: TimeLimit,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const limit = new AbortController();
  const timer = new AbortController();
  const stop = () => limit.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  const timeUp = () => limit.abort(new ProbeFailure('critical', `no answer within ${ms / 1000} s`));
  clock.sleep(ms, timer.signal).then(timeUp, () => {});
  const cut = new Promise<never>((_, reject) => {
    limit.signal.addEventListener('abort', () => reject(limit.signal.reason), { once: true });
  });
  try {
    return await Promise.race([work(limit.signal), cut]);
  } finally {
    timer.abort();
    signal.removeEventListener('abort', stop);
  }
}
