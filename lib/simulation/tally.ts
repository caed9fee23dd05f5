import { LatencyHistogram } from './latency-histogram';
import { LongestRun } from './longest-run';

/** What is kept of a run beside its statistics. */
export interface Keep {
  /** How many of the first picks, at most. */
  readonly picks: number;
  /** Into how many columns the run is divided for the strip of queues. */
  readonly columns: number;
}

/** Counts what happens in a run, without looking at any of it twice. */
export class Tally {
  readonly responses = new LatencyHistogram();
  /** By instance: attempts that were sent there, all of them and after the warm-up. */
  readonly sent: Float64Array;
  readonly counted: Float64Array;
  /** Of the picks after the warm-up. */
  readonly longestRun = new LongestRun();
  /** By instance: the time it worked (times the requests it worked on), and the most that waited. */
  readonly busyMs: Float64Array;
  readonly longestQueue: Float64Array;
  /** Instance by column: requests there, queued and worked on, times milliseconds. */
  readonly strip: Float64Array;
  readonly picks: Int32Array;
  pickCount = 0;
  answered = 0;
  withinLimit = 0;
  failed = 0;
  refused = 0;
  timedOut = 0;
  withoutInstance = 0;
  retried = 0;
  readonly #columns: number;
  readonly #columnMs: number;
  readonly #since: Float64Array;

  constructor(instances: number, spanMs: number, keep: Keep) {
    this.sent = new Float64Array(instances);
    this.counted = new Float64Array(instances);
    this.busyMs = new Float64Array(instances);
    this.longestQueue = new Float64Array(instances);
    this.strip = new Float64Array(instances * keep.columns);
    this.picks = new Int32Array(keep.picks);
    this.#since = new Float64Array(instances);
    this.#columns = keep.columns;
    this.#columnMs = keep.columns === 0 ? 0 : spanMs / keep.columns;
  }

  picked(place: number, isCounted: boolean): void {
    if (this.pickCount < this.picks.length) this.picks[this.pickCount++] = place;
    if (isCounted) this.longestRun.add(place);
    if (place < 0) return;
    this.sent[place] = (this.sent[place] as number) + 1;
    if (isCounted) this.counted[place] = (this.counted[place] as number) + 1;
  }

  /** Call it before the load of an instance changes: so many requests were there until now, so many of them worked on. */
  until(now: number, place: number, load: { readonly busy: number; readonly waiting: number }): void {
    const since = this.#since[place] as number;
    this.#since[place] = now;
    this.busyMs[place] = (this.busyMs[place] as number) + load.busy * (now - since);
    if (load.waiting > (this.longestQueue[place] as number)) this.longestQueue[place] = load.waiting;
    const present = load.busy + load.waiting;
    if (present === 0 || this.#columns === 0) return;
    let from = since;
    let column = Math.min(Math.floor(from / this.#columnMs), this.#columns - 1);
    for (;;) {
      const end = column === this.#columns - 1 ? now : Math.min(now, (column + 1) * this.#columnMs);
      const cell = place * this.#columns + column;
      this.strip[cell] = (this.strip[cell] as number) + present * (end - from);
      if (end >= now) return;
      from = end;
      column += 1;
    }
  }
}
