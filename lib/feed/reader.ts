/** How many bytes may wait for a reader before it is given a fresh snapshot instead, in bytes. */
const QUEUE_BYTES = 1024 * 1024;

export interface ReaderCallbacks {
  /** The first bytes; asked for once. */
  readonly opening: () => Uint8Array;
  /** A fresh snapshot for a reader that has fallen behind and is now empty. */
  readonly resync: () => Uint8Array;
  readonly closed: () => void;
}

/** One SSE reader with a bounded queue. */
export class Reader {
  readonly stream: ReadableStream<Uint8Array>;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isLagging = false;

  constructor(callbacks: ReaderCallbacks) {
    // A snapshot may be larger than the queue and is waited for at most once, so it is not counted.
    const snapshots = new WeakSet<Uint8Array>();
    const snapshot = (bytes: Uint8Array) => {
      snapshots.add(bytes);
      return bytes;
    };
    this.stream = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
          controller.enqueue(snapshot(callbacks.opening()));
        },
        pull: (controller) => {
          if (!this.#isLagging) return;
          // Still lagging meanwhile: what is written now is in the snapshot.
          const bytes = callbacks.resync();
          this.#isLagging = false;
          controller.enqueue(snapshot(bytes));
        },
        cancel: () => {
          this.#controller = undefined;
          callbacks.closed();
        },
      },
      { highWaterMark: QUEUE_BYTES, size: (chunk) => (snapshots.has(chunk) ? 0 : chunk.byteLength) },
    );
  }

  /** Queues bytes, or drops them when the queue is full: the reader then gets a snapshot once it has caught up. */
  write(bytes: Uint8Array): void {
    if (!this.#controller || this.#isLagging) return;
    if ((this.#controller.desiredSize ?? 0) <= 0) this.#isLagging = true;
    else this.#controller.enqueue(bytes);
  }

  /** Queues the last bytes and closes the stream. */
  end(bytes: Uint8Array): void {
    this.#controller?.enqueue(bytes);
    this.#controller?.close();
    this.#controller = undefined;
  }
}
