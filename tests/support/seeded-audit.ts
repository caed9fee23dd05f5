import type { NewAuditRecord } from '@/lib/domain/audit';
import { createAuditStore } from '@/lib/storage/audit-store';
import { openStorage, type StoragePlace } from '@/lib/storage/storage';
import { quietLog } from './quiet-log';

/** Writes records into the database of a Rollcall that does not run yet, `stepMs` apart, the first at `from`. */
export async function seedAudit(
  place: StoragePlace,
  records: readonly NewAuditRecord[],
  { from, stepMs = 1_000 }: { readonly from: number; readonly stepMs?: number },
): Promise<void> {
  const storage = await openStorage(place);
  let at = from;
  const clock = { now: () => at, sleep: () => Promise.resolve() };
  // One commit for all: a disk is slow to keep each by itself.
  await storage.db.transaction().execute(async (db) => {
    const audit = createAuditStore({ ...storage, db }, { clock, random: Math.random, log: quietLog });
    for (const record of records) {
      await audit.record(record);
      at += stepMs;
    }
  });
  await storage.close();
}
