/** Parts of each doubling: a quantile is off by less than 0.05 %. */
const PARTS = 1024;
/** From 2^-10 ms (a microsecond) to 2^40 ms; what lies outside is counted at the edge. */
const LOWEST = -10;
const DOUBLINGS = 50;

/** How long answers took, in milliseconds: the mean and the extremes exactly, quantiles to 0.05 %. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(DOUBLINGS * PARTS);
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

  add(ms: number): void {
    this.#count += 1;
    this.#sum += ms;
    if (ms > this.#max) this.#max = ms;
    const place = cellOf(ms);
    this.#counts[place] = (this.#counts[place] as number) + 1;
  }

  /** The time within which a share (0 to 1) of the answers came; null where there are none. */
  quantile(share: number): number | null {
    if (this.#count === 0) return null;
    const wanted = Math.max(1, Math.ceil(share * this.#count));
    let seen = 0;
    for (let cell = 0; cell < this.#counts.length; cell++) {
      seen += this.#counts[cell] as number;
      if (seen >= wanted) return Math.min(middleOf(cell), this.#max);
    }
    return this.#max;
  }
}

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** By the number's own bits: its exponent is the doubling, the first ten of its fraction are the part. */
function cellOf(ms: number): number {
  if (!(ms > 2 ** LOWEST)) return 0;
  double[0] = ms;
  const high = words[1] as number;
  const doubling = (high >>> 20) - 1023;
  const cell = (doubling - LOWEST) * PARTS + ((high & 0xfffff) >>> 10);
  return Math.min(cell, DOUBLINGS * PARTS - 1);
}

function middleOf(cell: number): number {
  const doubling = Math.floor(cell / PARTS) + LOWEST;
  return 2 ** doubling * (1 + ((cell % PARTS) + 0.5) / PARTS);
}
