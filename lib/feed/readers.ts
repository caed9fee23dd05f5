import type { Clock } from '../domain/clock';
import { isoTime } from '../domain/clock';
import { type Cursor, formatCursor, parseCursor } from '../domain/cursor';
import { encodeFrame } from '../stream/encode';
import { PING_INTERVAL_MS, type ViewSpec } from '../stream/frames';
import { Channel, type FrameCache } from './channel';
import type { Feed } from './feed';
import { Reader } from './reader';
import type { Entry } from './ring';
import { takeSnapshot } from './snapshot';

/** The SSE readers of a feed. What happens is encoded once for all readers of the same views. */
export class Readers {
  readonly #feed: Feed;
  readonly #clock: Clock;
  readonly #groups = new Map<string, Group>();
  #isFlushDue = false;
  #isClosed = false;
  #resyncs = 0;

  constructor(feed: Feed, clock: Clock) {
    this.#feed = feed;
    this.#clock = clock;
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

  /** Opens a stream of SSE bytes. It begins with what was missed since `after`, or with snapshots. */
  open(specs: readonly ViewSpec[], after: string | null): ReadableStream<Uint8Array> {
    const channel = new Channel(specs);
    const group = this.#groups.get(channel.key) ?? { channel, readers: new Set(), pending: [] };
    this.#groups.set(channel.key, group);
    // What is pending is older than this reader; it must not see it twice.
    this.#flush(group);
    const unfocus = specs.map((spec) => this.#focus(spec));
    const reader: Reader = new Reader({
      opening: () => this.#missed(channel, parseCursor(after)) ?? this.#fresh(channel),
      resync: () => {
        this.#resyncs += 1;
        // What is pending is in the snapshot; it must not come again after it.
        this.#flush(group);
        return this.#fresh(channel);
      },
      closed: () => {
        group.readers.delete(reader);
        if (group.readers.size === 0) this.#groups.delete(channel.key);
        for (const release of unfocus) release?.();
      },
    });
    if (this.#isClosed) reader.end(this.#endFrame());
    else group.readers.add(reader);
    return reader.stream;
  }

  /** Pings every reader until the signal aborts, then says `end` to all and lets nobody in. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#clock.sleep(PING_INTERVAL_MS, signal).catch(() => undefined);
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
    // At once when idle; entries that come while the loop is busy are written together.
    setImmediate(() => {
      this.#isFlushDue = false;
      for (const group of this.#groups.values()) this.#flush(group);
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
    const text = entries.map((entry) => channel.encode(entry, this.#feed.epoch, new Map())).join('');
    return text ? Buffer.from(text) : this.#pingFrame();
  }

  #fresh(channel: Channel): Uint8Array {
    const cursor = parseCursor(this.#feed.cursor) as Cursor;
    const snapshots = channel.encodeSnapshots(cursor, (spec) => takeSnapshot(this.#feed, spec));
    const links = [...this.#feed.upstreams()]
      .filter(({ registry }) => channel.specs.some((spec) => (spec.registry ?? registry.id) === registry.id))
      .map(({ registry, link }) => encodeFrame('link', { registry: registry.id, ...link }, formatCursor(cursor)));
    return Buffer.from(snapshots + links.join(''));
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

interface Group {
  readonly channel: Channel;
  readonly readers: Set<Reader>;
  readonly pending: string[];
}
