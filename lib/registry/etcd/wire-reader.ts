/** Reads protobuf fields one after another out of bytes, without copying them. */
export class WireReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  #position: number;

  constructor(bytes: Buffer, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#position = start;
    this.#end = end;
  }

  /** The next field's number and wire type as protobuf packs them; 0 at the end. */
  tag(): number {
    return this.#position < this.#end ? this.uint() : 0;
  }

  /** A varint that fits a JavaScript number. */
  uint(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  /** A varint of up to 64 bits, as a signed decimal. */
  int64(): string {
    const start = this.#position;
    const value = this.uint();
    if (value <= Number.MAX_SAFE_INTEGER) return String(value);
    this.#position = start;
    let exact = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.#byte();
      exact |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return String(BigInt.asIntN(64, exact));
    }
  }

  /** A view of the field's bytes. */
  bytes(): Buffer {
    const length = this.uint();
    const start = this.#skip(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** A reader of the message inside the field. */
  message(): WireReader {
    const length = this.uint();
    const start = this.#skip(length);
    return new WireReader(this.#bytes, start, start + length);
  }

  /** Passes over a field nobody asked for. */
  skip(tag: number): void {
    const type = tag & 7;
    if (type === 0) this.uint();
    else if (type === 1) this.#skip(8);
    else if (type === 2) this.#skip(this.uint());
    else if (type === 5) this.#skip(4);
    else throw new RangeError(`wire type ${type}`);
  }

  #byte(): number {
    if (this.#position >= this.#end) throw new RangeError('the message ends too early');
    return this.#bytes[this.#position++] ?? 0;
  }

  #skip(length: number): number {
    const start = this.#position;
    if (start + length > this.#end) throw new RangeError('the message ends too early');
    this.#position = start + length;
    return start;
  }
}
