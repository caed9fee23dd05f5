import type { Storage } from '../storage/storage';
import type { JournalBatch, Loss, WaitingEntry } from './journal-queue';
import { becomeWriter } from './journal-writer';
import { loadKnownCatalog } from './known-catalog';
import { writeBatch } from './write-batch';

/** Entries in one transaction. */
const AT_ONCE = 500;

/** A history that was not lived through; in order. */
export interface GivenPast {
  readonly entries: readonly WaitingEntry[];
  /** Of which nobody knows what happened, beside that before the first entry. */
  readonly gaps: readonly Loss[];
  /** Until when it was observed though nothing happened, in milliseconds since 1970. */
  readonly until: number;
}

/** Whether the journal knows nothing of a registry, so that it can be given a past. @throws StorageError */
export async function hasNoPast(storage: Storage, registry: string): Promise<boolean> {
  return (await loadKnownCatalog(storage, registry, { warn: () => undefined })) === null;
}

/** Writes a past of a registry that has none. Nobody else may write at the time. @throws StorageError */
export async function writePast(storage: Storage, registry: string, past: GivenPast): Promise<void> {
  const writer = 'past';
  await becomeWriter(storage, registry, writer);
  const [first] = past.entries;
  const before: Loss[] = first ? [{ registry, from: 0, to: first.at, lost: 0 }] : [];
  const batch = (part: Partial<JournalBatch>) => {
    return writeBatch(storage, { entries: [], losses: [], observed: new Map(), ...part }, writer);
  };
  await batch({ losses: [...before, ...past.gaps] });
  for (let from = 0; from < past.entries.length; from += AT_ONCE) {
    await batch({ entries: past.entries.slice(from, from + AT_ONCE) });
  }
  await batch({ observed: new Map([[registry, past.until]]) });
}
