import type { Health, Rotation } from '../domain/instance';
import type { SimulatedInstance } from './scenario';

/** An instance at work: what it does now, what waits, and what it has done. */
export class Server {
  readonly id: string;
  readonly key: string;
  weight: number;
  health: Health;
  rotation: Rotation;
  slowness: number;
  /** False before it is added and after it is removed; it finishes what it has. */
  isPresent = true;
  /** When it became healthy, in milliseconds: slow start counts from here. */
  since = 0;
  /** After how many milliseconds it answers with an error; null while it works. */
  failsAfterMs: number | null = null;
  busy = 0;
  readonly #concurrency: number;
  readonly #queueLimit: number;
  /** A ring of attempts; its length is a power of two. */
  #queue = new Int32Array(16);
  #head = 0;
  #waiting = 0;

  constructor({ id, key, weight, health, rotation, slowness, concurrency, queueLimit }: SimulatedInstance) {
    this.id = id;
    this.key = key;
    this.weight = weight;
    this.health = health;
    this.rotation = rotation;
    this.slowness = slowness;
    this.#concurrency = concurrency;
    this.#queueLimit = queueLimit ?? Number.POSITIVE_INFINITY;
  }

  get waiting(): number {
    return this.#waiting;
  }

  /** How many requests it has at the moment. */
  get load(): number {
    return this.busy + this.#waiting;
  }

  get isFree(): boolean {
    return this.busy < this.#concurrency;
  }

  get isFull(): boolean {
    return this.#waiting >= this.#queueLimit;
  }

  enqueue(attempt: number): void {
    if (this.#waiting === this.#queue.length) this.#grow();
    this.#queue[(this.#head + this.#waiting) & (this.#queue.length - 1)] = attempt;
    this.#waiting += 1;
  }

  /** The one that waits longest; -1 where none does. */
  dequeue(): number {
    if (this.#waiting === 0) return -1;
    const attempt = this.#queue[this.#head] as number;
    this.#head = (this.#head + 1) & (this.#queue.length - 1);
    this.#waiting -= 1;
    return attempt;
  }

  #grow(): void {
    const grown = new Int32Array(2 * this.#queue.length);
    for (let i = 0; i < this.#waiting; i++) {
      grown[i] = this.#queue[(this.#head + i) & (this.#queue.length - 1)] as number;
    }
    this.#queue = grown;
    this.#head = 0;
  }
}
