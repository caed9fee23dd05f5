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

// Rollcall's stream at 1,000 readers while etcd changes, against a bare server with a raw etcd watch that writes, for
// every change, what Rollcall really sent for it to as many readers of its own. Both count from the put.
const READERS = 1_000;
const PER_SECOND = 100;
const ROUNDS = 5;
const CHANGES = 500;
const WARM_UP = 200;
const SERVICES = 200;
const INSTANCES_EACH = 3;
const PATH = '/api/v1/stream?view=services&view=changes';
/** Nothing of Rollcall's looks here. */
const BARE_PREFIX = '/bare/';
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
await using bare = startProgram('bare-sse-server', [etcd.endpoint, BARE_PREFIX]);
const { port: barePort } = await bare.next<{ port: number }>();
await using ourReaders = startProgram('reader-load', [new URL(rollcall.url).port, PATH, String(READERS)]);
await using bareReaders = startProgram('reader-load', [String(barePort), '/', String(READERS)]);
await Promise.all([ourReaders.next(), bareReaders.next()]);

let recorded = '';
const stopRecording = await openSse(rollcall.url + PATH, (text) => {
  recorded += text;
});

let nextChange = 0;
await floor((await ours(WARM_UP)).frames);
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
  const result = await observe({ readers: ourReaders, pid: rollcall.pid, from, count, prefix: PREFIX });
  return { ...result, frames: framesByChange(recorded) };
}

/** Makes as many changes again, where the bare server looks. */
async function floor(frames: readonly string[]): Promise<Seen> {
  bare.send({ frames });
  await bare.next();
  const count = frames.length;
  return observe({ readers: bareReaders, pid: bare.pid, from: nextChange - count, count, prefix: BARE_PREFIX });
}

interface Observed {
  readonly readers: BenchProgram;
  readonly pid: number;
  readonly from: number;
  readonly count: number;
  readonly prefix: string;
}

async function observe({ readers, pid, from, count, prefix }: Observed): Promise<Seen> {
  readers.send({ from, count });
  await readers.next();
  const cpuBefore = cpuSeconds(pid);
  const began = performance.now();
  const times = await paced({ count, perSecond: PER_SECOND }, (index) => {
    const service = `service-${index % SERVICES}`;
    return store.put(`${prefix}${service}/${service}-0`, plainInstance(service, 0, markOf(from + index)));
  });
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
