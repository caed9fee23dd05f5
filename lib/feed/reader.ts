import { type DirectSink, DirectStream } from './direct-stream';

/** How many bytes may wait for a reader before it is given a fresh snapshot instead, in bytes. */
const QUEUE_BYTES = 1024 * 1024;

export interface ReaderCallbacks {
  /** The first bytes; asked for once. */
  readonly opening: () => Uint8Array;
  /** A fresh snapshot for a reader that has fallen behind and is now empty. */
  readonly resync: () => Uint8Array;
  readonly closed: () => void;
  /** The response the stream goes to; without it everything goes through the stream. */
  readonly sink?: DirectSink | undefined;
}

/** One SSE reader with a bounded queue. */
export class Reader {
  readonly stream: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #sink: DirectSink | undefined;
  /** How many chunks are under way through the stream: nothing may overtake them. */
  #queued = 0;
  #isLagging = false;
  #isClosed = false;
  readonly #closed: () => void;

  constructor(callbacks: ReaderCallbacks) {
    this.#closed = callbacks.closed;
    this.#sink = callbacks.sink;
    // A snapshot may be larger than the queue and is waited for at most once, so it is not counted.
    const snapshots = new WeakSet<Uint8Array>();
    const snapshot = (bytes: Uint8Array) => {
      snapshots.add(bytes);
      return bytes;
    };
    this.stream = new DirectStream(
      () => {
        this.#queued -= 1;
      },
      {
        start: (controller) => {
          this.#controller = controller;
          this.#enqueue(snapshot(callbacks.opening()));
        },
        pull: () => {
          if (!this.#isLagging) return;
          // Still lagging meanwhile: what is written now is in the snapshot.
          const bytes = callbacks.resync();
          this.#isLagging = false;
          this.#enqueue(snapshot(bytes));
        },
        cancel: () => this.#close(),
      },
      { highWaterMark: QUEUE_BYTES, size: (chunk) => (snapshots.has(chunk) ? 0 : chunk.byteLength) },
    );
  }

  /** Sends bytes at once or queues them, or drops them when the queue is full: the reader then gets a snapshot once it has caught up. */
  write(bytes: Uint8Array): void {
    if (!this.#controller || this.#isLagging) return;
    if (this.#queued === 0 && this.#sink && hasRoom(this.#sink)) this.#sink.write(bytes);
    else if ((this.#controller.desiredSize ?? 0) <= 0) this.#isLagging = true;
    else this.#enqueue(bytes);
  }

  /** Lets go of everything: nobody reads any more. */
  abandon(): void {
    this.#controller?.close();
    this.#close();
  }

  /** Queues the last bytes and closes the stream. */
  end(bytes: Uint8Array): void {
    this.#enqueue(bytes);
    this.#controller?.close();
    this.#controller = undefined;
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#controller = undefined;
    this.#sink = undefined;
    this.#closed();
  }

  #enqueue(bytes: Uint8Array): void {
    this.#queued += 1;
    this.#controller?.enqueue(bytes);
  }
}

function hasRoom({ destroyed, writableEnded, writableNeedDrain }: DirectSink): boolean {
  return !(destroyed || writableEnded || writableNeedDrain);
}
