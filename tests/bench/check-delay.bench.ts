import { setTimeout as delay } from 'node:timers/promises';
import { ActiveChecks } from '@/lib/checks/active-checks';
import { createAddressGuard } from '@/lib/checks/address-guard';
import type { Probe } from '@/lib/checks/probe';
import { runProbe } from '@/lib/checks/run-probe';
import { seededRandom } from '@/lib/domain/random';
import { systemClock } from '@/lib/registry/system-clock';
import { cpuSeconds } from './process-usage';
import { startProgram } from './program';
import { percentile } from './statistics';
import { printTable, type Row } from './table';

// How late a check begins with 10,000 instances checked every 10 s, against a timer an instance that makes the same
// probes: what the machine itself is late by. Both share the machine with the servers that are checked.
const INSTANCES = 10_000;
const INTERVAL_MS = 10_000;
const MEASURED_MS = 10_000;

const PROBES: readonly Probe[] = [
  { kind: 'tcp' },
  {
    kind: 'http',
    method: 'GET',
    path: '/health',
    headers: {},
    statuses: [{ from: 200, to: 299 }],
    body: { contains: '"UP"', maxBytes: 4096 },
    tls: null,
  },
  { kind: 'grpc', service: '', tls: null },
];

interface Seen {
  readonly lates: number[];
  readonly failed: number;
  readonly cores: number;
}

const dialling = { allows: createAddressGuard(['127.0.0.1']), resolve: async () => [] };
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const destinationOf = (ports: readonly number[], index: number) => ({
  host: '127.0.0.1',
  port: ports[index % ports.length] ?? 0,
});

const rows: Row[] = [];
const notes: string[] = [];
for (const probe of PROBES) {
  await using servers = startProgram('checked-servers', []);
  const ports = (await servers.next<Record<Probe['kind'], number[]>>())[probe.kind];
  const floor = await timers(probe, ports);
  const ours = await checks(probe, ports);
  for (const [name, p] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    // What a clock of milliseconds shows as nothing is half of one.
    const at = ({ lates }: Seen) => Math.max(0.5, percentile(lates, p));
    const rounds = [{ ours: at(ours), floor: at(floor) }];
    rows.push({ label: `${probe.kind}, ${name}`, unit: 'ms', rounds, target: null });
  }
  notes.push(`${probe.kind}: ${told('ours', ours)}; ${told('floor', floor)}`);
}
printTable(`(f) delay of checks: ${INSTANCES} instances every ${INTERVAL_MS / 1000} s`, rows);
for (const note of notes) console.log(`  ${note}`);
process.exit();

async function checks(probe: Probe, ports: readonly number[]): Promise<Seen> {
  const end = new AbortController();
  const measured = measure();
  const active = new ActiveChecks({
    ...dialling,
    clock: systemClock,
    random: seededRandom(1),
    log: quiet,
    concurrency: 200,
    observed: () => {},
    made: ({ lateMs, status }) => measured.take(lateMs, status === 'passing'),
  });
  const plan = { probe, intervalMs: INTERVAL_MS, timeoutMs: 2_000, thresholds: { rise: 2, fall: 3 } };
  for (let index = 0; index < INSTANCES; index += 1)
    active.watch(`${index}`, { destination: destinationOf(ports, index), plan });
  const ended = active.run(end.signal);
  const seen = await measured.seen();
  end.abort();
  await ended;
  return seen;
}

async function timers(probe: Probe, ports: readonly number[]): Promise<Seen> {
  const end = new AbortController();
  const measured = measure();
  const random = seededRandom(1);
  const each = async (index: number) => {
    const order = { probe, destination: destinationOf(ports, index), timeoutMs: 2_000 };
    for (let due = Date.now() + random() * INTERVAL_MS; ; due += INTERVAL_MS) {
      await delay(Math.max(1, Math.ceil(due - Date.now())), undefined, { signal: end.signal });
      const late = Date.now() - due;
      const { status } = await runProbe(order, { ...dialling, clock: systemClock }, end.signal);
      measured.take(late, status === 'passing');
    }
  };
  const all = Promise.allSettled(Array.from({ length: INSTANCES }, (_, index) => each(index)));
  const seen = await measured.seen();
  end.abort();
  await all;
  return seen;
}

/** Counts after a first interval, which is for the compiler. */
function measure() {
  const lates: number[] = [];
  let failed = 0;
  let isCounting = false;
  const take = (late: number, isPassing: boolean) => {
    if (!isCounting) return;
    lates.push(late);
    if (!isPassing) failed += 1;
  };
  const seen = async (): Promise<Seen> => {
    await delay(INTERVAL_MS);
    isCounting = true;
    const before = cpuSeconds(process.pid);
    await delay(MEASURED_MS);
    isCounting = false;
    return { lates, failed, cores: ((cpuSeconds(process.pid) - before) * 1000) / MEASURED_MS };
  };
  return { take, seen };
}

function told(who: string, { lates, failed, cores }: Seen): string {
  return `${who} ${lates.length} checks, ${failed} failed, ${cores.toFixed(2)} cores`;
}
