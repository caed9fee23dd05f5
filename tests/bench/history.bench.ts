import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createJournalReader } from '@/lib/history/journal-reader';
import { readCatalog } from '@/lib/history/past-catalog';
import { readCounts } from '@/lib/history/past-counts';
import { fleetBuckets, readFleet } from '@/lib/history/past-fleet';
import { KeptStays } from '@/lib/history/past-kept-stays';
import { readNoisiest } from '@/lib/history/past-noisiest';
import { readTimeline } from '@/lib/history/past-timeline';
import { edgesOf } from '@/lib/history/timeline-buckets';
import { openStorage } from '@/lib/storage/storage';
import { keepChanges, keepVersions } from './kept-history';
import { median } from './statistics';
import { type Pair, printTable } from './table';

// Reading the past out of the embedded database, up to the JSON of the answer; against one bare SELECT of the same rows
// over node:sqlite, in this thread, out of the same index.
const ROUNDS = 9;
const DAY_MS = 86_400_000;
const TO = Date.now() - 60_000;
const MONTH = { fromMs: TO - 30 * DAY_MS, toMs: TO };
const QUARTER = { fromMs: TO - 90 * DAY_MS, toMs: TO };
const BUSY = { service: 'busy', instances: 50, versions: 100_000, ...MONTH };
const LONG = { service: 'long', instances: 1, versions: 10_000, ...QUARTER };
const OTHERS = Array.from({ length: 200 }, (_, index) => ({
  ...{ service: `other-${index}`, instances: 50, versions: 1_000 },
  ...MONTH,
}));
const CHANGES = 1_000_000;
const never = new AbortController().signal;

const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
const file = join(folder, 'rollcall.db');
const storage = await openStorage({ folder });
keepVersions(file, [BUSY, LONG, ...OTHERS]);
keepChanges(file, CHANGES, MONTH);
const kept = new KeptStays(storage);
const nothingKept = new KeptStays(storage, 0);
const bare = new DatabaseSync(file, { readOnly: true });
const select = (sql: string) => {
  const statement = bare.prepare(sql);
  return () => void statement.all();
};
const now = { registry: 'r', link: undefined, nowMs: TO };
const lean = "select instance, from_at, to_at, health, rotation from journal_versions where registry = 'r'";
const within = ({ fromMs, toMs }: typeof MONTH) => `to_at + 0 > ${fromMs} and from_at + 0 < ${toMs}`;

await compare(`answers out of the past; ${ROUNDS} rounds`, [
  {
    label: `a service: 30 days, 50 instances, 100,000 changes, no spans; wanted 50 ms`,
    ours: () => timeline({ registry: 'r', service: BUSY.service }, MONTH),
    floor: select(`${lean} and service = 'busy' and ${within(MONTH)}`),
  },
  {
    label: 'the same, nothing of it held in memory',
    ours: () => timeline({ registry: 'r', service: BUSY.service }, MONTH, nothingKept),
    floor: select(`${lean} and service = 'busy' and ${within(MONTH)}`),
  },
  {
    label: 'the same, one day of it',
    ours: () => timeline({ registry: 'r', service: BUSY.service }, { ...MONTH, fromMs: TO - DAY_MS }, nothingKept),
    floor: select(`${lean} and service = 'busy' and ${within({ ...MONTH, fromMs: TO - DAY_MS })}`),
  },
  {
    label: 'an instance: 90 days, 10,000 changes, no spans; wanted 10 ms',
    ours: () => timeline({ registry: 'r', instance: 'long-0' }, QUARTER),
    floor: select(`${lean} and instance = 'long-0' and ${within(QUARTER)}`),
  },
  {
    label: `the fleet: 30 days, 10,051 instances, 310,000 changes`,
    ours: async () => {
      const ground = { range: MONTH, gaps: [] };
      fleetBuckets([await readFleet(storage, { registry: 'r', ground, buckets: 48 }, never)]);
    },
    floor: select(`${lean} and ${within(MONTH)}`),
  },
  {
    label: 'the catalog of 15 days ago: 10,051 instances',
    ours: () => readCatalog(storage, now, TO - 15 * DAY_MS),
    floor: select(
      `select body from journal_versions where registry = 'r' and from_at <= ${TO - 15 * DAY_MS} and to_at > ${TO - 15 * DAY_MS}`,
    ),
  },
  {
    label: '1,000,000 changes counted',
    ours: () => readCounts(storage, { filter: {}, edges: edgesOf(MONTH, 48) }, never),
    floor: select(`select kind, count(*) from journal where at >= ${MONTH.fromMs} group by kind`),
  },
  {
    label: 'the noisiest of 1,000,000 changes',
    ours: () => readNoisiest(storage, { range: MONTH, limit: 10 }),
    floor: select(`select instance, count(*) from journal where kind = 'health-changed' group by instance`),
  },
  {
    label: 'a page of a kind',
    ours: () => createJournalReader(storage).read({ kind: 'registered', limit: 100 }),
    floor: select(`select * from journal where kind = 'registered' order by at desc limit 100`),
  },
  {
    label: 'a page of a kind nobody has',
    ours: () => createJournalReader(storage).read({ kind: 'rotation-changed', limit: 100 }),
    floor: select(`select * from journal where kind = 'rotation-changed' order by at desc limit 100`),
  },
]);
bare.close();
await storage.close();
await rm(folder, { recursive: true, force: true });

async function timeline(
  of: { registry: string; service?: string; instance?: string },
  range: typeof MONTH,
  held = kept,
) {
  JSON.stringify(
    await readTimeline({ storage, kept: held }, { of, now, present: [] }, { range, buckets: 48, withSpans: false }),
  );
}

async function compare(
  title: string,
  cases: readonly { label: string; ours: () => Promise<unknown>; floor: () => void }[],
): Promise<void> {
  const rows = [];
  for (const { label, ours, floor } of cases) {
    const rounds: Pair[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.push({ floor: await timed(async () => floor()), ours: await timed(ours) });
    }
    rows.push({ label, unit: 'ms', rounds, target: null });
    console.log(
      `  ${label}: first ${rounds[0]?.ours.toFixed(1)} ms, then ${median(rounds.slice(1).map(({ ours: ms }) => ms)).toFixed(1)} ms`,
    );
  }
  printTable(`(h) ${title}`, rows);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
