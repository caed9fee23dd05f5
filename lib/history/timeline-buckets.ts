import { isoTime } from '../domain/clock';
import type { Stretch } from './timeline-fold';
import type { Gap } from './timeline-gaps';
import type { Range } from './timeline-range';
import type { TimelineState } from './timeline-state';

/**
 * Part of a range (ISO 8601), with the share of instance time by state. The shares add up to 1, or to 0 where no
 * instance was registered. An instance counts in a gap if it was registered when the gap began.
 */
export interface Bucket {
  readonly from: string;
  readonly to: string;
  readonly passing: number;
  readonly warning: number;
  readonly critical: number;
  readonly unknown: number;
  readonly out: number;
  readonly notObserved: number;
}

const COUNTED: readonly TimelineState[] = ['passing', 'warning', 'critical', 'unknown', 'out', 'not-observed'];
/** Beside the states, how long nobody looked. */
const GAPS = COUNTED.length;
const WIDTH = GAPS + 1;

/** Collects the instances of a service, or one alone, in buckets of equal length. */
export class BucketCounts {
  readonly #edges: readonly number[];
  /** Milliseconds by bucket and state. */
  readonly #ms: Float64Array;

  /** Never more buckets than milliseconds; none for an empty range. */
  constructor({ fromMs, toMs }: Range, count: number) {
    const lengthMs = Math.max(0, toMs - fromMs);
    const most = Math.min(Math.max(0, Math.floor(count)), lengthMs);
    this.#edges = Array.from({ length: most + 1 }, (_, i) => fromMs + Math.floor((lengthMs * i) / Math.max(1, most)));
    this.#ms = new Float64Array(most * WIDTH);
  }

  /** Adds one instance: stretches in order. */
  add(stretches: Iterable<Stretch>): void {
    let bucket = 0;
    for (const stretch of stretches) {
      if (stretch.isPresent) bucket = this.#fill(bucket, COUNTED.indexOf(stretch.state), stretch);
    }
  }

  /** Adds the stretches nobody observed, in order. */
  addGaps(gaps: Iterable<Gap>): void {
    let bucket = 0;
    for (const gap of gaps) bucket = this.#fill(bucket, GAPS, { fromMs: gap.from.ms, toMs: gap.to.ms });
  }

  buckets(): Bucket[] {
    return this.#edges.slice(1).map((toMs, index) => {
      const ms = this.#ms.subarray(index * WIDTH, (index + 1) * WIDTH);
      const total = ms.subarray(0, GAPS).reduce((sum, part) => sum + part, 0);
      const share = (state: TimelineState) => (total === 0 ? 0 : (ms[COUNTED.indexOf(state)] ?? 0) / total);
      // Nobody can say that no instance was there while nobody looked.
      const isUnseen = total === 0 && ms[GAPS] !== 0;
      return {
        from: isoTime(this.#edges[index] ?? toMs),
        to: isoTime(toMs),
        passing: share('passing'),
        warning: share('warning'),
        critical: share('critical'),
        unknown: share('unknown'),
        out: share('out'),
        notObserved: isUnseen ? 1 : share('not-observed'),
      };
    });
  }

  /** Adds a stretch to a column, looking for its buckets from `first` on; returns the last of them. */
  #fill(first: number, column: number, { fromMs, toMs }: Range): number {
    let bucket = first;
    let begin = fromMs;
    for (;;) {
      const edge = this.#edges[bucket + 1];
      if (edge === undefined) return bucket;
      const end = edge < toMs ? edge : toMs;
      const cell = bucket * WIDTH + column;
      if (end > begin) {
        this.#ms[cell] = (this.#ms[cell] ?? 0) + end - begin;
        begin = end;
      }
      if (edge >= toMs) return bucket;
      bucket += 1;
    }
  }
}
