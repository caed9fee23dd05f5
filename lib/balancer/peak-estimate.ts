import { exponential } from './portable-math';

/** A latency that rises at once and falls slowly: Finagle's Peak EWMA, in milliseconds. */
export class PeakEstimate {
  readonly #decayMs: number;
  #estimateMs: number;
  #observedAt: number;

  constructor(decayMs: number, initial: { readonly estimateMs: number; readonly at: number }) {
    this.#decayMs = decayMs;
    this.#estimateMs = initial.estimateMs;
    this.#observedAt = initial.at;
  }

  /** Takes a round trip in; a longer one than the estimate replaces it. */
  observe(latencyMs: number, now: number): void {
    const weight = exponential(-Math.max(now - this.#observedAt, 0) / this.#decayMs);
    this.#estimateMs = latencyMs > this.#estimateMs ? latencyMs : this.#estimateMs * weight + latencyMs * (1 - weight);
    this.#observedAt = now;
  }

  /** The estimate now. To look is to observe a round trip of 0, so it falls while nothing comes. */
  decayed(now: number): number {
    this.observe(0, now);
    return this.#estimateMs;
  }

  /** The estimate as it was left by the last observation. */
  get lastMs(): number {
    return this.#estimateMs;
  }
}
