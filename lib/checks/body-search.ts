/** Looks for a text in a body that comes in pieces, keeping no more of it than the text is long. */
export class BodySearch {
  readonly #wanted: Buffer;
  #left: number;
  #tail: Buffer = Buffer.alloc(0);

  /** Only the first `maxBytes` count. */
  constructor(contains: string, maxBytes: number) {
    this.#wanted = Buffer.from(contains);
    this.#left = maxBytes;
  }

  /** `missing` only once no further piece counts; until then `open`. */
  take(piece: Buffer): 'found' | 'missing' | 'open' {
    const counted = piece.subarray(0, this.#left);
    this.#left -= counted.length;
    const text = Buffer.concat([this.#tail, counted]);
    if (text.includes(this.#wanted)) return 'found';
    this.#tail = text.subarray(Math.max(0, text.length - this.#wanted.length + 1));
    return this.#left === 0 ? 'missing' : 'open';
  }
}
