import type { Caller } from '../access/caller';
import { mayAsk, type Needs } from '../access/needs';
import { systemClock } from '../registry/system-clock';
import { runtime } from '../running';
import { identify } from './asking';

const CHECK_INTERVAL_MS = 5_000;

/**
 * Aborts with the request, and when who asked no longer may: signed out, disabled, expired, revoked. For answers that
 * take as long as somebody listens.
 */
export function whileAllowed(request: Request, { identity }: Caller, needs: Needs): AbortSignal {
  if (identity?.via !== 'session' && identity?.via !== 'token') return request.signal;
  const ended = new AbortController();
  const signal = AbortSignal.any([request.signal, ended.signal]);
  const headers = new Headers(request.headers);
  void watch();
  return signal;

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      await systemClock.sleep(CHECK_INTERVAL_MS, signal).catch(() => undefined);
      if (signal.aborted) return;
      // While the database cannot be asked, nothing is known against the reader.
      const asker = await identify(headers).catch((err: unknown) => {
        runtime().log.warn({ err }, 'session-check-failed');
      });
      if (asker && !mayAsk(asker.identity, needs)) ended.abort();
    }
  }
}
