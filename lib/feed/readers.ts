import type { Clock } from '../domain/clock';
import { isoTime } from '../domain/clock';
import { type Cursor, parseCursor } from '../domain/cursor';
import { encodeFrame } from '../stream/encode';
import { PING_INTERVAL_MS, type ViewSpec } from '../stream/frames';
import { Channel, type FrameCache } from './channel';
import type { DirectSink } from './direct-stream';
import type { Feed } from './feed';
import { Reader } from './reader';
import type { Entry } from './ring';
import { SharedSnapshots } from './shared-snapshots';

/** How much is replayed to one reader, in characters. */
const REPLAY_CHARACTERS = 4 * 1024 * 1024;

/** The SSE readers of a feed. What happens is encoded once for all readers of the same views. */
export class Readers {
  readonly #feed: Feed;
  readonly #clock: Clock;
  readonly #groups = new Map<string, Group>();
  #isFlushDue = false;
  #isClosed = false;
  #resyncs = 0;
  readonly #snapshots: SharedSnapshots;

  readonly #onFlush: (lagSeconds: number) => void;

  /** @param onFlush told after every write to all readers how long its oldest change had waited, in seconds */
  constructor(feed: Feed, clock: Clock, onFlush: (lagSeconds: number) => void = () => undefined) {
    this.#feed = feed;
    this.#snapshots = new SharedSnapshots(feed);
    this.#clock = clock;
    this.#onFlush = onFlush;
    feed.subscribe((entry) => this.#publish(entry));
  }

  get count(): number {
    let count = 0;
    for (const group of this.#groups.values()) count += group.readers.size;
    return count;
  }

  /** How often a reader that did not keep up was sent a fresh snapshot. */
  get resyncs(): number {
    return this.#resyncs;
  }

  /**
   * Opens a stream of SSE bytes. It begins with what was missed since `after`, or with snapshots. It ends when the
   * signal aborts, whether or not anybody began to read it.
   */
  open(specs: readonly ViewSpec[], after: string | null, { signal, sink }: Opening = {}): ReadableStream<Uint8Array> {
    const channel = new Channel(specs);
    const group = this.#groups.get(channel.key) ?? { channel, readers: new Set(), pending: [] };
    this.#groups.set(channel.key, group);
    // What is pending is older than this reader; it must not see it twice.
    this.#flush(group);
    const unfocus = specs.map((spec) => this.#focus(spec));
    const reader: Reader = new Reader({
      opening: () => this.#missed(channel, parseCursor(after)) ?? this.#snapshots.of(channel),
      resync: () => {
        this.#resyncs += 1;
        // What is pending is in the snapshot; it must not come again after it.
        this.#flush(group);
        return this.#snapshots.of(channel);
      },
      sink,
      closed: () => {
        group.readers.delete(reader);
        if (group.readers.size === 0) this.#groups.delete(channel.key);
        for (const release of unfocus) release?.();
      },
    });
    if (this.#isClosed) reader.end(this.#endFrame());
    else group.readers.add(reader);
    if (signal?.aborted) reader.abandon();
    signal?.addEventListener('abort', () => reader.abandon(), { once: true });
    return reader.stream;
  }

  /** Pings every reader until the signal aborts, then says `end` to all and lets nobody in. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(PING_INTERVAL_MS, signal).catch(() => undefined);
      this.#snapshots.forget();
      if (!signal.aborted) this.#toAll((reader, bytes) => reader.write(bytes), this.#pingFrame());
    }
    this.#isClosed = true;
    for (const group of this.#groups.values()) this.#flush(group);
    this.#toAll((reader, bytes) => reader.end(bytes), this.#endFrame());
  }

  #publish(entry: Entry): void {
    const cache: FrameCache = new Map();
    for (const group of this.#groups.values()) {
      const text = group.channel.encode(entry, this.#feed.epoch, cache);
      if (text) group.pending.push(text);
    }
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    const publishedAt = performance.now();
    // At once when idle; entries that come while the loop is busy are written together.
    setImmediate(() => {
      this.#isFlushDue = false;
      for (const group of this.#groups.values()) this.#flush(group);
      this.#onFlush((performance.now() - publishedAt) / 1_000);
    });
  }

  #flush(group: Group): void {
    if (group.pending.length === 0) return;
    const bytes = Buffer.from(group.pending.join(''));
    group.pending.length = 0;
    for (const reader of group.readers) reader.write(bytes);
  }

  #missed(channel: Channel, after: Cursor | null): Uint8Array | null {
    if (!after) return null;
    const entries = this.#feed.since(after);
    if (entries === 'gap') return null;
    const frames: string[] = [];
    let length = 0;
    for (const entry of entries) {
      const text = channel.encode(entry, this.#feed.epoch, new Map());
      length += text.length;
      // More than this is dearer than starting over, and a snapshot is shared.
      if (length > REPLAY_CHARACTERS) return null;
      frames.push(text);
    }
    return length > 0 ? Buffer.from(frames.join('')) : this.#pingFrame();
  }

  #focus(spec: ViewSpec): (() => void) | undefined {
    if (spec.registry === undefined || spec.service === undefined) return undefined;
    return this.#feed.upstream(spec.registry)?.registry.focus?.(spec.service);
  }

  #pingFrame(): Uint8Array {
    return Buffer.from(encodeFrame('ping', { at: isoTime(this.#clock.now()) }, this.#feed.cursor));
  }

  #endFrame(): Uint8Array {
    return Buffer.from(encodeFrame('end', { reason: 'shutting-down' }, this.#feed.cursor));
  }

  #toAll(act: (reader: Reader, bytes: Uint8Array) => void, bytes: Uint8Array): void {
    for (const group of this.#groups.values()) {
      // What is pending comes first: the frame's id is a place after it.
      this.#flush(group);
      for (const reader of [...group.readers]) act(reader, bytes);
    }
  }
}

export interface Opening {
  readonly signal?: AbortSignal;
  /** The response the stream is for, which what comes later is written to directly. */
  readonly sink?: DirectSink | undefined;
}

interface Group {
  readonly channel: Channel;
  readonly readers: Set<Reader>;
  readonly pending: string[];
}
