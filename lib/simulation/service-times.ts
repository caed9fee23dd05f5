import type { Random } from '../domain/clock';
import type { ServiceTime } from './scenario';

/** Draws how much work each request is, in milliseconds on an instance of slowness 1. */
export function serviceTimes(time: ServiceTime, random: Random): () => number {
  switch (time.kind) {
    case 'constant':
      return () => time.meanMs;
    case 'exponential':
      return () => -Math.log(1 - random()) * time.meanMs;
    case 'log-normal': {
      // The mean of a log-normal is exp(mu + sigma^2 / 2).
      const mu = Math.log(time.meanMs) - time.sigma ** 2 / 2;
      return () => Math.exp(mu + time.sigma * normal(random));
    }
  }
}

/** Box and Muller; the second of each pair is not kept, so that a draw always takes two numbers. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
