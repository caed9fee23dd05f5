import { type Cursor, formatCursor, parseCursor } from '../domain/cursor';
import { encodeFrame } from '../stream/encode';
import type { Channel } from './channel';
import type { Feed } from './feed';
import { takeSnapshot } from './snapshot';

/** The snapshots of a feed as SSE bytes, made once for all who ask at the same place: after a restart that is everybody. */
export class SharedSnapshots {
  readonly #feed: Feed;
  #cursor = '';
  #byChannel = new Map<string, Uint8Array>();

  constructor(feed: Feed) {
    this.#feed = feed;
  }

  of(channel: Channel): Uint8Array {
    if (this.#cursor !== this.#feed.cursor) this.forget();
    this.#cursor = this.#feed.cursor;
    const known = this.#byChannel.get(channel.key);
    if (known) return known;
    const bytes = this.#take(channel);
    this.#byChannel.set(channel.key, bytes);
    return bytes;
  }

  /** A large snapshot is not kept for somebody who may never come. */
  forget(): void {
    this.#byChannel = new Map();
  }

  #take(channel: Channel): Uint8Array {
    const cursor = parseCursor(this.#feed.cursor) as Cursor;
    const snapshots = channel.encodeSnapshots(cursor, (spec) => takeSnapshot(this.#feed, spec));
    const links = [...this.#feed.upstreams()]
      .filter(({ registry }) => channel.specs.some((spec) => (spec.registry ?? registry.id) === registry.id))
      .map(({ registry, link }) => encodeFrame('link', { registry: registry.id, ...link }, formatCursor(cursor)));
    return Buffer.from(snapshots + links.join(''));
  }
}
