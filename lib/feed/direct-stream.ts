/** What a source hears of the pipe its stream is read through. */
export interface DirectSource {
  /** The pipe is there: while nothing is queued the source may write to it without queueing. */
  readonly onPipe: (writer: WritableStreamDefaultWriter<Uint8Array>) => void;
  /** A queued chunk has been handed to the pipe. */
  readonly onPiped: () => void;
}

/**
 * A byte stream whose source may write past its queue into the pipe. A thousand readers a hundred times a second are
 * mostly promises in `pipeTo`; this leaves out half of them. Read in any other way it is an ordinary stream.
 */
export class DirectStream extends ReadableStream<Uint8Array> {
  readonly #source: DirectSource;

  constructor(
    direct: DirectSource,
    source: UnderlyingDefaultSource<Uint8Array>,
    strategy: QueuingStrategy<Uint8Array>,
  ) {
    super(source, strategy);
    this.#source = direct;
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
      this.#source.onPipe(writer);
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
      await writer.ready;
      if (value) writer.write(value).catch(() => undefined);
      this.#source.onPiped();
    }
  }
}
