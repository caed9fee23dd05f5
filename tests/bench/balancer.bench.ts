import HashRing from 'hashring';
import { HashRing as KetamaRing } from 'ketama';
import { wholeBelow } from '@/lib/balancer/chance';
import type { Contender } from '@/lib/balancer/contender';
import { POLICIES, policyOf } from '@/lib/balancer/policies';
import type { Policy, PolicyOptions } from '@/lib/balancer/policy';
import { randomStream } from '@/lib/simulation/random-stream';
import { launchChromium } from './chromium';
import { serveSources } from './source-server';
import { type Pair, printTable, type Row } from './table';
import { CALCULATED_MEAN_MS, type TwoChoices, twoChoices } from './two-choices';

// What a pick costs, over ten instances. The floor of a policy is a bare loop that draws from the same source of chance
// and takes that instance; those of lookups are the packages people use for them. Every round measures all, side by side.
const INSTANCES = 10;
const PICKS = 200_000;
const LARGE_TABLE = 1_000_000;
const KEYS = 100_000;
const ROUNDS = 7;
const SIMULATED = 10_000_000;
/** Ours takes at most a tenth of the time. */
const TENTH = 0.1;

interface Held extends Contender {
  active: number;
}

const instances: readonly Held[] = Array.from({ length: INSTANCES }, (_, index) => ({
  id: `i${index}`,
  key: `10.0.0.${index + 1}:8080`,
  weight: 1 + (index % 3),
  active: index % 4,
  since: 0,
}));
const equal = instances.map((instance) => ({ ...instance, weight: 1 }));
const addresses = instances.map(({ key }) => key);
// More than `hashring` keeps the answers of, as it is with real keys; and read, not put together, as those are.
const keys: readonly string[] = JSON.parse(
  JSON.stringify(Array.from({ length: KEYS }, (_, index) => `customer-${index.toString().padStart(8, '0')}`)),
);
let sink = 0;

printTable(
  `(h) balancer: a lookup of ${KEYS} keys, ${INSTANCES} instances of equal weight; ${ROUNDS} rounds`,
  lookupRows(),
);
printTable(`    a pick among ${INSTANCES}, against a bare loop; ${ROUNDS} rounds of ${PICKS}`, policyRows());
printTable('    tables', tableRows());
printTable(`    ${SIMULATED} simulated requests through ten instances with two choices`, await simulationRows());
if (sink < 0) throw new Error('counted less than nothing');

function policyRows(): Row[] {
  const variants: readonly (readonly [string, PolicyOptions])[] = [
    ...POLICIES.map(({ id }) => [id, {}] as const),
    ...['edf', 'static-stride', 'block'].map((algorithm) => ['weighted-round-robin', { algorithm }] as const),
    ['least-request', { replacement: false, weights: 'never' }],
    ['least-request', { selection: 'full-scan', weights: 'never' }],
    ['bounded-load', { rule: 'haproxy' }],
  ];
  const rows = variants.map(([id, options]) => ({
    label: [id, ...Object.values(options)].join(' '),
    unit: 'ns',
    rounds: [] as Pair[],
    target: null,
    policy: made(id, { options, list: instances }),
    random: randomStream('1', 'policy 0'),
  }));
  const requests = keys.map((key, index) => ({ key, client: `10.${index & 255}.${(index >> 8) & 255}.1` }));
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { policy, random, rounds } of rows) {
      const floor = nsOf(PICKS, () => {
        for (let pick = 0; pick < PICKS; pick += 1) sink += instances[wholeBelow(random, INSTANCES)]?.active ?? 0;
      });
      const ours = nsOf(PICKS, () => {
        for (let pick = 0; pick < PICKS; pick += 1)
          sink += policy.pick(requests[pick % KEYS] ?? { key: '' })?.active ?? 0;
      });
      if (round >= 0) rounds.push({ ours, floor });
    }
  }
  return rows;
}

function lookupRows(): Row[] {
  const [hashring, ketama] = [new HashRing(addresses), new KetamaRing(addresses)];
  const theirs = {
    hashring: (key: string) => hashring.get(key),
    ketama: (key: string) => ketama.getNode(key),
  };
  const ours: readonly (readonly [string, Policy])[] = [
    ['ring-hash', made('ring-hash', { options: {}, list: equal })],
    // As many points as they have.
    ['ring-hash of 1600 points', made('ring-hash', { options: { minimumRingSize: 1600 }, list: equal })],
    ['ketama (the same md5 points)', made('ketama', { options: {}, list: equal })],
    ['maglev', made('maglev', { options: {}, list: equal })],
  ];
  const rows = ours.flatMap(([label, policy]) =>
    (['hashring', 'ketama'] as const).map((other) => ({
      label: `${label} / npm ${other}`,
      unit: 'ns',
      rounds: [] as Pair[],
      target: label.startsWith('ketama') ? null : TENTH,
      policy,
      other,
    })),
  );
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const { policy, other, rounds } of rows) {
      const pair = {
        floor: nsOf(KEYS, () => {
          const ownerOf = theirs[other];
          for (const key of keys) sink += ownerOf(key) === undefined ? 1 : 0;
        }),
        // As long as theirs takes, about: a few milliseconds would be those of the compiler.
        ours: nsOf(10 * KEYS, () => {
          for (let pass = 0; pass < 10; pass += 1)
            for (const key of keys) sink += policy.pick({ key }) === null ? 1 : 0;
        }),
      };
      if (round >= 0) rounds.push(pair);
    }
  }
  return rows;
}

function tableRows(): Row[] {
  const hundred = Array.from({ length: 100 }, (_, index) => held(index));
  const heavy = hundred.map((instance) => ({ ...instance, weight: 100 }));
  return [
    tableRow('Maglev of 65,537 slots', ['maglev', { tableSize: 65_537 }, hundred]),
    tableRow('ring-hash of 1,048,600 points', ['ring-hash', { minimumRingSize: 1_048_576 }, hundred]),
    tableRow('nginx-hash of 1,600,000 points', ['nginx-hash', {}, heavy]),
  ];
}

/** The floor fills as large a table with chance alone. */
function tableRow(label: string, [id, options, list]: readonly [string, PolicyOptions, readonly Held[]]): Row {
  const weights = list.map(({ weight }) => weight);
  const slots = policyOf(id)?.tablePoints(options, weights) ?? 0;
  const random = randomStream('1', 'floor');
  // Processor time is told in steps of milliseconds: a small table is built as often as a large one has its points.
  const times = Math.max(1, Math.round(LARGE_TABLE / slots));
  const repeated = (build: () => void) =>
    nsOf(1e6 * times, () => {
      for (let time = 0; time < times; time += 1) build();
    });
  const rounds: Pair[] = [];
  for (let round = -2; round < ROUNDS; round += 1) {
    const floor = repeated(() => {
      const table = new Int32Array(slots);
      for (let slot = 0; slot < slots; slot += 1) table[slot] = wholeBelow(random, list.length);
      sink += table[0] ?? 0;
    });
    const ours = repeated(() => {
      sink += made(id, { options, list }).pick({ key: 'a' })?.active ?? 0;
    });
    if (round >= 0) rounds.push({ ours, floor });
  }
  return { label: `${label} and ${list.length} instances`, unit: 'ms', rounds, target: null };
}

function held(index: number): Held {
  return { id: `m${index}`, key: `10.1.${index >> 8}.${index & 255}:80`, weight: 1, active: 0, since: 0 };
}

async function simulationRows(): Promise<Row[]> {
  const inNode = twoChoices(SIMULATED, secondsOf);
  const inChromium = await withChromium(SIMULATED);
  const rows = { 'in Node': inNode, 'in a worker of Chromium': inChromium };
  return Object.entries(rows).map(([label, { meanMs, ...pair }]) => {
    const words = `${label}: ${meanMs.toFixed(4)} ms on average, ${CALCULATED_MEAN_MS} calculated`;
    return { label: words, unit: 's', rounds: [pair], target: null };
  });
}

async function withChromium(requests: number): Promise<TwoChoices> {
  await using browser = await launchChromium();
  using sources = await serveSources();
  const page = await browser.newPage();
  await page.goto(sources.url);
  return await page.evaluate(
    (asked) =>
      new Promise<TwoChoices>((resolve, reject) => {
        const worker = new Worker('/tests/bench/programs/two-choices-worker', { type: 'module' });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(asked);
      }),
    requests,
  );
}

function made(
  id: string,
  { options, list }: { readonly options: PolicyOptions; readonly list: readonly Contender[] },
): Policy {
  const policy = policyOf(id)?.create(options, { random: randomStream('1', 'policy 0'), now: () => 0 });
  if (policy === undefined) throw new Error(`no policy ${id}`);
  policy.update(list);
  return policy;
}

/** Nanoseconds for one of `count`. */
function nsOf(count: number, work: () => void): number {
  return (secondsOf(work) * 1e9) / count;
}

/** Processor time of this thread, which a busy machine stretches less than the clock's; what others left to collect is not ours. */
function secondsOf(work: () => void): number {
  globalThis.gc?.();
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1e6;
}
