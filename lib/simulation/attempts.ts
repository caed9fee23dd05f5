import { OverloadError } from './overload-error';

/** Where an attempt is. */
export const QUEUED = 1;
export const SERVED = 2;
/** Worked on by an instance that failed when it began, so that its answer will be an error. */
export const FAILING = 3;
/** Given up by whoever asked: it is worked on to its end, but not begun any more. */
export const GIVEN_UP = 4;

/** Beyond it the columns would need more memory than a browser's page should take. */
const MOST_IN_FLIGHT = 2 ** 22;

/** Attempts in flight, as columns; a place is used again as soon as its instance is done with it. */
export class Attempts {
  /** When the request of it first came, in milliseconds. */
  askedAt = new Float64Array(256);
  /** When this attempt was made. */
  madeAt = new Float64Array(256);
  /** Milliseconds on an instance of slowness 1. */
  work = new Float64Array(256);
  /** Whole: engines keep numbers with parts apart, and a run with retries would take three times as long. */
  request = new Int32Array(256);
  server = new Int32Array(256);
  balancer = new Int32Array(256);
  /** 0 for the first of its request. */
  number = new Int32Array(256);
  state = new Uint8Array(256);
  readonly keys: (string | undefined)[] = [];
  readonly #free: number[] = [];
  #used = 0;

  /** @throws OverloadError */
  take(): number {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    if (this.#used === this.state.length) this.#grow();
    return this.#used++;
  }

  /** Call it where no event, queue or time-out speaks of the attempt any more. */
  release(attempt: number): void {
    this.keys[attempt] = undefined;
    this.#free.push(attempt);
  }

  #grow(): void {
    const length = 2 * this.state.length;
    if (length > MOST_IN_FLIGHT) throw new OverloadError(MOST_IN_FLIGHT);
    const floats = (from: Float64Array) => {
      const to = new Float64Array(length);
      to.set(from);
      return to;
    };
    const ints = (from: Int32Array) => {
      const to = new Int32Array(length);
      to.set(from);
      return to;
    };
    const state = new Uint8Array(length);
    state.set(this.state);
    this.askedAt = floats(this.askedAt);
    this.madeAt = floats(this.madeAt);
    this.work = floats(this.work);
    this.request = ints(this.request);
    this.server = ints(this.server);
    this.balancer = ints(this.balancer);
    this.number = ints(this.number);
    this.state = state;
  }
}
