/** Parts of each doubling: a quantile is off by less than 0.05 %. */
const PARTS = 1024;
/** As many as a number has exponents. */
const DOUBLINGS = 2047;

/** How long answers took, in milliseconds, however short or long: the mean and the extremes exactly, quantiles to 0.05 %. */
export class LatencyHistogram {
  /** By doubling, each made when something falls into it: times are seldom more than some doublings apart. */
  readonly #rows = new Array<Float64Array | null>(DOUBLINGS).fill(null);
  #count = 0;
  #sum = 0;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** Null where nothing was counted. */
  get mean(): number | null {
    return this.#count === 0 ? null : this.#sum / this.#count;
  }

  get max(): number | null {
    return this.#count === 0 ? null : this.#max;
  }

  /** @param ms 0 or more, finite */
  add(ms: number): void {
    this.#count += 1;
    this.#sum += ms;
    if (ms > this.#max) this.#max = ms;
    // By the number's own bits: its exponent is the doubling, the first ten of its fraction are the part.
    double[0] = ms;
    const high = words[HIGH] as number;
    const row = this.#rows[high >>> 20] ?? this.#rowAt(high >>> 20);
    const part = (high & 0xfffff) >>> 10;
    row[part] = (row[part] as number) + 1;
  }

  /** The time within which a share (0 to 1) of the answers came; null where there are none. */
  quantile(share: number): number | null {
    if (this.#count === 0) return null;
    const wanted = Math.max(1, Math.ceil(share * this.#count));
    let seen = 0;
    for (const [doubling, row] of this.#rows.entries()) {
      for (let part = 0; row !== null && part < PARTS; part++) {
        seen += row[part] as number;
        if (seen >= wanted) return Math.min(middleOf(doubling, part), this.#max);
      }
    }
    return this.#max;
  }

  #rowAt(doubling: number): Float64Array {
    const row = new Float64Array(PARTS);
    this.#rows[doubling] = row;
    return row;
  }
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);
/** Little-endian machines, as all that run JavaScript are. */
const LOW = 0;
const HIGH = 1;

function middleOf(doubling: number, part: number): number {
  // Numbers too small for an exponent of their own, and no time at all.
  if (doubling === 0) return 0;
  words[LOW] = 0;
  words[HIGH] = (doubling << 20) | (part << 10) | 512;
  return double[0] as number;
}
