import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { seededRandom } from '@/lib/domain/random';
import { startEtcd } from '../support/etcd-server';
import { startRollcall } from '../support/rollcall-server';
import { serveBarePage, staticCopy } from './bare-page';
import { launchChromium } from './chromium';
import { createEtcdStore, PREFIX, plainCatalog, plainInstance } from './etcd-store';
import { markOf } from './mark';
import { firstRowMs, paintedMs, watchPainting } from './painted';
import { watchRaw } from './raw-etcd-watch';
import { percentile } from './statistics';
import { printTable, type Row } from './table';

// The Services page in Chromium. The floor is the same document without its scripts, from a bare server, with ten lines
// of script that write what a raw etcd watch saw into the row: no catalogue, no framework, no styles to load.
const SERVICES = 10_000;
const ROUNDS = 5;
const LOADS = 3;
const CHANGES = 40;
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 120;
/** Sorted by name these are the first rows: all are passing. */
const ROWS = ['service-0', 'service-1', 'service-10', 'service-100', 'service-1000'];

interface Seen {
  readonly firstRow: readonly number[];
  readonly changes: readonly number[];
}

const random = seededRandom(1);
let change = 0;

await using etcd = await startEtcd();
const store = createEtcdStore(etcd.endpoint);
await store.fill(plainCatalog(SERVICES, 1));
await using rollcall = await startRollcall({
  env: { ETCDCTL_ENDPOINTS: etcd.endpoint, ROLLCALL_ETCD_PREFIXES: PREFIX, ROLLCALL_LOG_LEVEL: 'warn' },
});
await using browser = await launchChromium();
using bare = await serveBarePage(await withPage(`${rollcall.url}/services`, staticCopy));
await watchRaw(store.client, PREFIX, (value) => {
  const { name, version } = JSON.parse(value) as { name: string; version: string };
  bare.show(ROWS.indexOf(name), version);
});

const seen: { ours: Seen; floor: Seen }[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const both = { floor: await look(bare.url), ours: await look(`${rollcall.url}/services`) };
  // The first round warms up.
  if (round > 0) seen.push(both);
}
printTable(`(d) Services page of ${SERVICES} services in Chromium; ${ROUNDS} rounds of ${CHANGES} changes`, [
  row('navigation -> first row painted, p50', 'firstRow', 0.5),
  row('etcd put -> change painted, p50', 'changes', 0.5),
  row('etcd put -> change painted, p99', 'changes', 0.99),
]);
store.close();

function row(label: string, of: keyof Seen, p: number): Row {
  const rounds = seen.map(({ ours, floor }) => ({ ours: percentile(ours[of], p), floor: percentile(floor[of], p) }));
  return { label, unit: 'ms', rounds, target: null };
}

async function look(url: string): Promise<Seen> {
  const firstRow: number[] = [];
  for (let load = 0; load < LOADS; load += 1) firstRow.push(await withPage(url, firstRowMs));
  return { firstRow, changes: await withPage(url, measureChanges) };
}

async function measureChanges(page: Page): Promise<number[]> {
  const delays: number[] = [];
  for (let index = 0; index < CHANGES; index += 1) {
    const at = index % ROWS.length;
    const service = ROWS[at] ?? '';
    const text = markOf(change);
    change += 1;
    const value = plainInstance(service, 0, text);
    delays.push(await paintedMs(page, { index: at, text }, () => store.put(`${PREFIX}${service}/${service}-0`, value)));
    await delay(SHORTEST_PAUSE_MS + random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
  }
  return delays;
}

/** A page of its own context, so that nothing is cached; `act` begins once its stream is open and all is listed. */
async function withPage<T>(url: string, act: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await watchPainting(page);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForSelector(`table[aria-rowcount="${SERVICES + 1}"]`);
    return await act(page);
  } finally {
    await context.close();
  }
}
