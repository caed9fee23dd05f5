import type { Clock } from '../../domain/clock';

export interface SweepWork {
  /** Services to look at, asked for at the start of every lap. */
  readonly targets: () => string[];
  readonly probe: (service: string) => Promise<void>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const WORKERS = 32;
/** No service is probed more often than this, however often something changes. */
const SHORTEST_LAP_MS = 500;

/**
 * Looks at every target once after each request, going round: a request during a lap lets it run on until all were
 * looked at after it, so that no change waits for more than one lap. Returns the request.
 */
export function createSweep({ targets, probe, clock, signal }: SweepWork): () => void {
  let order: readonly string[] = [];
  let position = 0;
  let left = 0;
  let lapBegan = Number.NEGATIVE_INFINITY;
  let workers = 0;
  let turning: Promise<void> | undefined;

  async function turn(): Promise<void> {
    const pauseMs = lapBegan + SHORTEST_LAP_MS - clock.now();
    if (pauseMs > 0) await clock.sleep(pauseMs, signal);
    lapBegan = clock.now();
    order = targets();
    position = 0;
    left = Math.min(left, order.length);
  }

  async function work(): Promise<void> {
    workers += 1;
    try {
      while (left > 0 && !signal.aborted) await lookAtNext();
    } finally {
      workers -= 1;
    }
  }

  async function lookAtNext(): Promise<void> {
    const service = order[position];
    if (service === undefined) {
      turning ??= turn().finally(() => {
        turning = undefined;
      });
      return turning;
    }
    position += 1;
    left -= 1;
    await probe(service);
  }

  return () => {
    // Between laps the next one's length is not known yet; turning sets it.
    left = position < order.length ? order.length : Number.MAX_SAFE_INTEGER;
    for (let missing = WORKERS - workers; missing > 0; missing -= 1) work().catch(() => undefined);
  };
}
