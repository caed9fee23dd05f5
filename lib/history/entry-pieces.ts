import type { JournalEntry } from './journal-queue';

/**
 * A large entry in pieces of about `size` instances, each with all that belongs to its instances: a piece can be written
 * without the others, and what is then known is what the changes that are there add up to.
 */
export function* entryPieces(entry: JournalEntry, size: number): Generator<JournalEntry, void, undefined> {
  const { registry, changes, upserted, removed } = entry;
  if (changes.length + upserted.length + removed.length <= size) {
    yield entry;
    return;
  }
  const pieces = new Map<string, number>();
  for (const { id } of [...removed, ...upserted]) {
    if (!pieces.has(id)) pieces.set(id, Math.floor(pieces.size / size));
  }
  // What is about no instance, or one that came and went, goes with the first.
  const pieceOf = (id: string | null) => (id === null ? 0 : (pieces.get(id) ?? 0));
  const parts = {
    changes: Map.groupBy(changes, ({ instance }) => pieceOf(instance)),
    upserted: Map.groupBy(upserted, ({ id }) => pieceOf(id)),
    removed: Map.groupBy(removed, ({ id }) => pieceOf(id)),
  };
  for (let piece = 0; piece * size < Math.max(pieces.size, 1); piece += 1) {
    yield {
      registry,
      changes: parts.changes.get(piece) ?? [],
      upserted: parts.upserted.get(piece) ?? [],
      removed: parts.removed.get(piece) ?? [],
    };
  }
}
