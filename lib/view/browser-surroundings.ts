import type { Clock } from '../domain/clock';
import type { Visibility } from '../stream/read';
import type { LiveCatalogOptions } from './live-catalog';

/** The browser's time. */
export const browserClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      }, ms);
      signal?.addEventListener('abort', giveUp, { once: true });
    }),
};

const pageVisibility: Visibility = {
  isHidden: () => document.hidden,
  onChange: (listener, signal) => document.addEventListener('visibilitychange', listener, { signal }),
};

/** What a stream needs of the browser. */
export function browserSurroundings(): LiveCatalogOptions {
  return { EventSource: window.EventSource, clock: browserClock, random: Math.random, visibility: pageVisibility };
}
