import { exponential, logarithm } from '../balancer/portable-math';
import type { Random } from '../domain/clock';
import type { ServiceTime } from './scenario';

/** Draws how much work each request is, in milliseconds on an instance of slowness 1. */
export function serviceTimes(time: ServiceTime, random: Random): () => number {
  switch (time.kind) {
    case 'constant':
      return () => time.meanMs;
    case 'exponential':
      return () => -logarithm(1 - random()) * time.meanMs;
    case 'log-normal': {
      // The mean of a log-normal is exp(mu + sigma^2 / 2).
      const mu = logarithm(time.meanMs) - (time.sigma * time.sigma) / 2;
      return () => exponential(mu + time.sigma * normal(random));
    }
  }
}

/** Marsaglia's polar way, which needs no cosine; the second of each pair is not kept. */
function normal(random: Random): number {
  for (;;) {
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const square = x * x + y * y;
    if (square > 0 && square < 1) return x * Math.sqrt((-2 * logarithm(square)) / square);
  }
}
