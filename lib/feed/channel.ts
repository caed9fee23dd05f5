import { type Cursor, formatCursor } from '../domain/cursor';
import type { SnapshotFrame, ViewSpec } from '../stream/frames';
import { project, viewKey } from './projection';
import type { Entry } from './ring';

/** JSON of one view of one entry (null: nothing in it), shared by all channels that hold the view. */
export type FrameCache = Map<string, string | null>;

/** A set of views that readers have asked for together, and the encoding they share. */
export class Channel {
  readonly specs: readonly ViewSpec[];
  readonly #keys: readonly string[];

  constructor(specs: readonly ViewSpec[]) {
    this.specs = specs;
    this.#keys = specs.map(viewKey);
  }

  get key(): string {
    return this.#keys.join();
  }

  /** The frames of an entry as SSE text; empty when it concerns none of the views. */
  encode(entry: Entry, epoch: string, cache: FrameCache): string {
    const frames: { name: string; json: string }[] = [];
    if ('link' in entry && this.specs.some(({ registry = entry.registry }) => registry === entry.registry)) {
      frames.push({ name: 'link', json: JSON.stringify({ registry: entry.registry, ...entry.link }) });
    }
    for (const [index, spec] of this.specs.entries()) {
      const key = this.#keys[index] as string;
      let json = cache.get(key);
      if (json === undefined) {
        const frame = project(entry, spec);
        json = frame && JSON.stringify(frame);
        cache.set(key, json);
      }
      if (json !== null) frames.push({ name: 'change', json });
    }
    // Only the last frame carries the entry's place: a reader cut off between two of them asks for all of them again.
    const before = formatCursor({ epoch, seq: entry.seq - 1 });
    const place = formatCursor({ epoch, seq: entry.seq });
    return frames
      .map(({ name, json }, index) => sseEvent(name, index === frames.length - 1 ? place : before, json))
      .join('');
  }

  /** All snapshots; only the last one carries the place, for the same reason: an empty id means *start over*. */
  encodeSnapshots(cursor: Cursor, snapshot: (spec: ViewSpec) => SnapshotFrame): string {
    return this.specs
      .map((spec, index) =>
        sseEvent(
          'snapshot',
          index === this.specs.length - 1 ? formatCursor(cursor) : '',
          JSON.stringify(snapshot(spec)),
        ),
      )
      .join('');
  }
}

function sseEvent(name: string, id: string, json: string): string {
  return `event: ${name}\nid: ${id}\ndata: ${json}\n\n`;
}
