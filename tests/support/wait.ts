import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 10;

/**
 * Waits until `attempt` neither throws nor answers false or undefined, and gives its answer. When time is up the last
 * failure is thrown.
 */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): Promise<Exclude<T, false | undefined>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let failure: unknown;
    try {
      const answer = await attempt();
      if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
      failure = new Error(`not so within ${timeoutMs} ms: ${attempt}`);
    } catch (error) {
      failure = error;
    }
    if (performance.now() > deadline) throw failure;
    await delay(POLL_MS);
  }
}
