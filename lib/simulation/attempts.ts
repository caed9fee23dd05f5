import { OverloadError } from './overload-error';

/** Where an attempt is. One given up by whoever asked is worked on to its end, but not begun any more. */
export const FREE = 0;
export const QUEUED = 1;
export const SERVED = 2;
export const GIVEN_UP = 3;
/** Answered; its place is kept until its time-out has come by. */
export const ENDED = 4;

/** Beyond it the columns would need more memory than a browser's page should take. */
const MOST_IN_FLIGHT = 2 ** 22;

/** Attempts in flight, as columns; a place is used again when nothing speaks of it any more. */
export class Attempts {
  /** When the request of it first came, in milliseconds. */
  askedAt = new Float64Array(256);
  /** When this attempt was made. */
  madeAt = new Float64Array(256);
  /** Milliseconds on an instance of slowness 1. */
  work = new Float64Array(256);
  request = new Float64Array(256);
  server = new Int32Array(256);
  balancer = new Int32Array(256);
  /** 0 for the first of its request. */
  number = new Int32Array(256);
  state = new Uint8Array(256);
  /** How many events and queues still speak of it. */
  mentions = new Uint8Array(256);
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

  /** Ends one mention, and the place with the last of them. */
  release(attempt: number): void {
    const left = (this.mentions[attempt] as number) - 1;
    this.mentions[attempt] = left;
    if (left > 0) return;
    this.state[attempt] = FREE;
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
    const bytes = (from: Uint8Array) => {
      const to = new Uint8Array(length);
      to.set(from);
      return to;
    };
    this.askedAt = floats(this.askedAt);
    this.madeAt = floats(this.madeAt);
    this.work = floats(this.work);
    this.request = floats(this.request);
    this.server = ints(this.server);
    this.balancer = ints(this.balancer);
    this.number = ints(this.number);
    this.state = bytes(this.state);
    this.mentions = bytes(this.mentions);
  }
}
