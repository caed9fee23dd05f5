import { setTimeout as delay } from 'node:timers/promises';
import { startEtcd } from '../support/etcd-server';
import { startRollcall } from '../support/rollcall-server';
import { createEtcdStore, PREFIX, plainCatalog, plainInstance } from './etcd-store';
import { markOf } from './mark';
import { paced } from './pacing';
import { cpuSeconds } from './process-usage';
import { type BenchProgram, startProgram } from './program';
import { openSse } from './sse-reader';
import { percentile } from './statistics';
import { printTable, type Row } from './table';

// Rollcall's stream at 1,000 readers while etcd changes, against a bare server that writes what Rollcall really sent, at
// the same rate, to as many readers of its own. Ours counts from the put, the floor from its own first write.
const READERS = 1_000;
const PER_SECOND = 100;
const ROUNDS = 4;
const CHANGES = 500;
const WARM_UP = 200;
const SERVICES = 200;
const INSTANCES_EACH = 3;
const PATH = '/api/v1/stream?view=services&view=changes';
const DELIVERED_WITHIN_MS = 30_000;

interface Seen {
  readonly p50: number;
  readonly p99: number;
  readonly cpuPercent: number;
}

await using etcd = await startEtcd();
const store = createEtcdStore(etcd.endpoint);
await store.fill(plainCatalog(SERVICES, INSTANCES_EACH));
await using rollcall = await startRollcall({
  env: { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_ETCD_PREFIXES: PREFIX, ROLLCALL_LOG_LEVEL: 'warn' },
});
await using bare = startProgram('bare-sse-server', []);
const { port: barePort } = await bare.next<{ port: number }>();
await using ourReaders = startProgram('reader-load', [new URL(rollcall.url).port, PATH, String(READERS)]);
await using bareReaders = startProgram('reader-load', [String(barePort), '/', String(READERS)]);
await Promise.all([ourReaders.next(), bareReaders.next()]);

let recorded = '';
const stopRecording = await openSse(rollcall.url + PATH, (text) => {
  recorded += text;
});

let nextChange = 0;
await ours(WARM_UP);
const seen: { ours: Seen; floor: Seen }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const { frames, ...our } = await ours(CHANGES);
  seen.push({ ours: our, floor: await floor(frames) });
}
printTable(`(b) ${READERS} readers, ${PER_SECOND} changes/s; ${ROUNDS} rounds of ${CHANGES} changes`, [
  row('change -> last reader, p50', 'p50', null),
  row('change -> last reader, p99', 'p99', 2),
  row('processor time of the server', 'cpuPercent', 2),
]);
stopRecording();
store.close();

function row(label: string, of: keyof Seen, target: number | null): Row {
  const unit = of === 'cpuPercent' ? '%' : 'ms';
  return { label, unit, rounds: seen.map(({ ours, floor }) => ({ ours: ours[of], floor: floor[of] })), target };
}

/** Makes changes and has Rollcall tell them; answers also with what it sent for each. */
async function ours(count: number): Promise<Seen & { readonly frames: readonly string[] }> {
  const from = nextChange;
  nextChange += count;
  recorded = '';
  const put = (index: number) => {
    const service = `service-${index % SERVICES}`;
    return store.put(`${PREFIX}${service}/${service}-0`, plainInstance(service, 0, markOf(from + index)));
  };
  const what = { readers: ourReaders, pid: rollcall.pid, from, count };
  const result = await observe(what, () => paced({ count, perSecond: PER_SECOND }, put));
  return { ...result, frames: framesByChange(recorded) };
}

/** The machine is as busy with etcd as in the round before: the puts go where nobody watches. */
async function floor(frames: readonly string[]): Promise<Seen> {
  const count = frames.length;
  const put = (index: number) => store.put(`/elsewhere/${index % SERVICES}`, plainInstance('elsewhere', 0, 'none'));
  const from = nextChange - count;
  return observe({ readers: bareReaders, pid: bare.pid, from, count }, async () => {
    bare.send({ frames, perSecond: PER_SECOND });
    const [{ times }] = await Promise.all([
      bare.next<{ times: number[] }>(),
      paced({ count, perSecond: PER_SECOND }, put),
    ]);
    return times;
  });
}

interface Observed {
  readonly readers: BenchProgram;
  readonly pid: number;
  readonly from: number;
  readonly count: number;
}

/** `run` makes the changes and says when each was made. */
async function observe({ readers, pid, from, count }: Observed, run: () => Promise<number[]>): Promise<Seen> {
  readers.send({ from, count });
  await readers.next();
  const cpuBefore = cpuSeconds(pid);
  const began = performance.now();
  const times = await run();
  const last = await delivered(readers);
  const seconds = (performance.now() - began) / 1_000;
  const delays = times.map((time, index) => (last[index] ?? Number.NaN) - time);
  return {
    p50: percentile(delays, 0.5),
    p99: percentile(delays, 0.99),
    cpuPercent: (100 * (cpuSeconds(pid) - cpuBefore)) / seconds,
  };
}

/** When the last reader had each change. @throws when some reader did not get all of them */
async function delivered(readers: BenchProgram): Promise<readonly number[]> {
  const deadline = performance.now() + DELIVERED_WITHIN_MS;
  for (;;) {
    readers.send('report');
    const { last, had } = await readers.next<{ last: number[]; had: number[] }>();
    if (had.every((count) => count === READERS)) return last;
    if (performance.now() > deadline) {
      const missed = had.filter((count) => count < READERS).length;
      throw new Error(`${missed} of ${had.length} changes did not reach every reader:\n${rollcall.logs()}`);
    }
    await delay(50);
  }
}

/** What was sent for each change: one frame of services, and one of changes behind it. */
function framesByChange(text: string): string[] {
  const frames = text.split(/(?<=\n\n)/).filter((frame) => frame.startsWith('event: change'));
  return Array.from({ length: frames.length / 2 }, (_, index) => frames.slice(index * 2, index * 2 + 2).join(''));
}
