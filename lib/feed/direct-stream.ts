/** Where a stream ends up: Node's own response to the request. */
export interface DirectSink {
  readonly destroyed: boolean;
  readonly writableEnded: boolean;
  readonly writableNeedDrain: boolean;
  write(bytes: Uint8Array): boolean;
}

/**
 * A byte stream that tells when a queued chunk has left through the pipe, so that its source may write to the response
 * itself while nothing is under way. A thousand readers a hundred times a second are mostly promises in `pipeTo`; this
 * leaves them out. Read in any other way it is an ordinary stream.
 */
export class DirectStream extends ReadableStream<Uint8Array> {
  readonly #onPiped: () => void;

  /** @param onPiped a queued chunk has been written, and the response has room again */
  constructor(onPiped: () => void, source: UnderlyingDefaultSource<Uint8Array>, strategy: QueuingStrategy<Uint8Array>) {
    super(source, strategy);
    this.#onPiped = onPiped;
  }

  override async pipeTo(
    destination: WritableStream<Uint8Array>,
    { signal, ...options }: StreamPipeOptions = {},
  ): Promise<void> {
    if (Object.values(options).some(Boolean))
      return super.pipeTo(destination, { ...options, ...(signal && { signal }) });
    const reader = this.getReader();
    const writer = destination.getWriter();
    const over = Promise.withResolvers<never>();
    const abort = () => over.reject(signal?.reason);
    writer.closed.catch(over.reject);
    if (signal?.aborted) abort();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([this.#pump(reader, writer), over.promise]);
      await writer.close();
    } catch (error) {
      await Promise.allSettled([reader.cancel(error), writer.abort(error)]);
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async #pump(
    reader: ReadableStreamDefaultReader<Uint8Array>,
    writer: WritableStreamDefaultWriter<Uint8Array>,
  ): Promise<void> {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value) await writer.write(value);
      this.#onPiped();
    }
  }
}
