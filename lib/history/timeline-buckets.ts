import { isoTime } from '../domain/clock';
import type { Bucket } from '../domain/history';
import type { Ground } from './timeline-fold';
import type { Range } from './timeline-range';
import { ABSENT, NOT_OBSERVED, STATES } from './timeline-state';

/** Those of a registered instance; where `absent` would be, the time of those that were there unobserved. */
const WIDTH = ABSENT + 1;
const UNSEEN = ABSENT;
/** What a check can have said something about. */
const TROUBLES = STATES.indexOf('passing');

/** Collects the time of instances by state, in parts of equal length. */
export class BucketCounts {
  readonly #edges: readonly number[];
  readonly #gapsMs: readonly number[];
  /** Milliseconds by part and state. */
  readonly #ms: Float64Array;
  /** The last stay by part and state, counted from 1. */
  readonly #stays: Int32Array;

  /** Never more parts than milliseconds; none for an empty range. */
  constructor({ range, gaps }: Ground, count: number) {
    this.#edges = edgesOf(range, count);
    this.#gapsMs = this.#edges.slice(1).map((toMs, index) => {
      const fromMs = this.#edges[index] ?? toMs;
      return gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.toMs, toMs) - Math.max(gap.fromMs, fromMs)), 0);
    });
    this.#ms = new Float64Array(this.#gapsMs.length * WIDTH);
    this.#stays = new Int32Array(this.#ms.length);
  }

  /** What takes the stretches of one instance. Absence counts as nothing. */
  taker(): (fromMs: number, toMs: number, state: number, stay: number) => void {
    let bucket = 0;
    return (fromMs, toMs, state, stay) => {
      if (stay < 0) return;
      const column = state === NOT_OBSERVED ? UNSEEN : state;
      let begin = fromMs;
      for (let edge = this.#edges[bucket + 1]; edge !== undefined; edge = this.#edges[bucket + 1]) {
        const end = Math.min(edge, toMs);
        if (end > begin) {
          const cell = bucket * WIDTH + column;
          this.#ms[cell] = (this.#ms[cell] ?? 0) + end - begin;
          this.#stays[cell] = stay + 1;
          begin = end;
        }
        if (edge >= toMs) return;
        bucket += 1;
      }
    };
  }

  /** Adds what another of the same range and number of parts counted. */
  addAll(other: BucketCounts): void {
    for (let cell = 0; cell < this.#ms.length; cell += 1)
      this.#ms[cell] = (this.#ms[cell] ?? 0) + (other.#ms[cell] ?? 0);
  }

  /** The last stay in the worst state of each part; -1 where that is a state that no check speaks of. */
  decisiveStays(): number[] {
    return this.#gapsMs.map((_, index) => {
      const row = index * WIDTH;
      for (let state = 0; state < TROUBLES; state += 1) {
        if ((this.#ms[row + state] ?? 0) > 0) return (this.#stays[row + state] ?? 0) - 1;
      }
      return -1;
    });
  }

  /** How long each part was observed, and how many milliseconds instances were in each state in it. */
  parts(): { fromMs: number; toMs: number; gapMs: number; stateMs: Float64Array }[] {
    return this.#gapsMs.map((gapMs, index) => {
      const stateMs = this.#ms.subarray(index * WIDTH, (index + 1) * WIDTH);
      return { fromMs: this.#edges[index] ?? 0, toMs: this.#edges[index + 1] ?? 0, gapMs, stateMs };
    });
  }

  buckets(): Bucket[] {
    return this.parts().map(({ fromMs, toMs, gapMs, stateMs }) => {
      const total = stateMs.reduce((sum, part) => sum + part, 0);
      const share = (column: number) => (total === 0 ? 0 : (stateMs[column] ?? 0) / total);
      return {
        from: isoTime(fromMs),
        to: isoTime(toMs),
        passing: share(STATES.indexOf('passing')),
        warning: share(STATES.indexOf('warning')),
        critical: share(STATES.indexOf('critical')),
        unknown: share(STATES.indexOf('unknown')),
        out: share(STATES.indexOf('out')),
        // Nobody can say that no instance was there while nobody looked.
        notObserved: total === 0 && gapMs > 0 ? 1 : share(UNSEEN),
      };
    });
  }
}

/** Where the parts of a range begin, and where the last ends. */
export function edgesOf({ fromMs, toMs }: Range, count: number): number[] {
  const lengthMs = Math.max(0, toMs - fromMs);
  const most = Math.min(Math.max(0, Math.floor(count)), lengthMs);
  return Array.from({ length: most + 1 }, (_, i) => fromMs + Math.floor((lengthMs * i) / Math.max(1, most)));
}
