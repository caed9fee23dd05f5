import { logarithm } from '../balancer/portable-math';
import type { Random } from '../domain/clock';
import type { Arrivals } from './scenario';

/** When one request after another comes, in milliseconds from the start; never falling. */
export function arrivalTimes(arrivals: Arrivals, random: Random): () => number {
  switch (arrivals.kind) {
    case 'constant': {
      const everyMs = 1000 / arrivals.ratePerSecond;
      let count = 0;
      // Multiplied, not added up: a million roundings would show.
      return () => count++ * everyMs;
    }
    case 'poisson':
      return poisson(arrivals.ratePerSecond, random);
    case 'bursts': {
      const groups = poisson(arrivals.ratePerSecond / arrivals.size, random);
      let left = 0;
      let at = 0;
      return () => {
        if (left === 0) {
          at = groups();
          left = arrivals.size;
        }
        left -= 1;
        return at;
      };
    }
    case 'trace':
      return repeated(arrivals.atMs);
  }
}

/** About how long so many requests take to come, in milliseconds; never nothing, since it is divided. */
export function expectedSpanMs(arrivals: Arrivals, requests: number): number {
  if (arrivals.kind !== 'trace') return Math.max(1, (1000 * requests) / arrivals.ratePerSecond);
  const lastMs = arrivals.atMs.at(-1) ?? 0;
  return Math.max(1, lastMs * Math.max(1, requests / Math.max(1, arrivals.atMs.length)));
}

function poisson(ratePerSecond: number, random: Random): () => number {
  const meanMs = 1000 / ratePerSecond;
  let at = 0;
  return () => {
    at -= logarithm(1 - random()) * meanMs;
    return at;
  };
}

function repeated(atMs: readonly number[]): () => number {
  let index = 0;
  let begunMs = 0;
  return () => {
    if (index === atMs.length) {
      begunMs += atMs.at(-1) ?? 0;
      index = 0;
    }
    return begunMs + (atMs[index++] ?? 0);
  };
}
