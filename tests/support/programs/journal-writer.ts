import { Journal } from '@/lib/history/journal';
import { becomeWriter } from '@/lib/history/journal-writer';
import { asOnlyWriter } from '@/lib/history/writer-lock';
import { systemClock } from '@/lib/registry/system-clock';
import { openStorage, type StoragePlace } from '@/lib/storage/storage';
import { sampleChange, sampleInstance } from '../catalog-samples';
import { quietLog } from '../quiet-log';

// Journals 200 changes a second of registry `r` until it is killed: change `<epoch>.<n>.0` shows instance `i` at
// revision `<epoch>.<n>`. Arguments: the place as JSON, the epoch. On PostgreSQL it writes only while it has the lock.
const [place = '', epoch = ''] = process.argv.slice(2);
const at = JSON.parse(place) as StoragePlace;
const storage = await openStorage(at);
const deps = { storage, clock: systemClock, random: Math.random, log: quietLog };
const forever = new AbortController().signal;

async function write(signal: AbortSignal): Promise<void> {
  await becomeWriter(storage, 'r', epoch);
  const journal = new Journal({ ...deps, writer: epoch });
  const running = journal.run(signal);
  for (let seq = 1; !signal.aborted; seq += 1) {
    const now = new Date().toISOString();
    const changes = [sampleChange(`${epoch}.${seq}.0`, { at: now, kind: 'updated', instance: 'i' })];
    const upserted = [sampleInstance('i', { revision: `${epoch}.${seq}` })];
    journal.add({ registry: 'r', changes, upserted, removed: [] });
    await systemClock.sleep(5, signal).catch(() => undefined);
  }
  await running;
}

if ('url' in at) await asOnlyWriter({ ...deps, url: at.url, registry: 'r' }, write, forever);
else await write(forever);
