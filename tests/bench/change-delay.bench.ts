import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '@/lib/domain/random';
import { startConsul } from '../support/consul-server';
import { startEtcd } from '../support/etcd-server';
import { startRollcall } from '../support/rollcall-server';
import { Arrivals } from './arrivals';
import { createEtcdStore, PREFIX, plainCatalog, plainInstance } from './etcd-store';
import { monotonicMs } from './monotonic';
import { createRawConsul } from './raw-consul';
import { watchRaw } from './raw-etcd-watch';
import { openSse } from './sse-reader';
import { percentile } from './statistics';
import { printTable, type Row } from './table';

// From the moment a change is sent to the moment it arrives: as an SSE frame at a reader of Rollcall, and, of the very
// same change, as an event of a raw etcd watch or the answer to a raw Consul blocking query. All arrive in this process.
const ROUNDS = 5;
const CHANGES = 200;
const WARM_UP = 100;
const SHORTEST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 40;
/** What else is in the registries. */
const ETCD_SERVICES = 100;
const CONSUL_SERVICES = 50;
const INSTANCES_EACH = 3;

const random = seededRandom(1);

interface Subject {
  readonly name: string;
  readonly floor: string;
  readonly raw: Arrivals;
  readonly ours: Arrivals;
  /** Makes a change that holds the mark. */
  readonly change: (mark: string) => Promise<void>;
}

interface Delays {
  readonly raw: readonly number[];
  readonly ours: readonly number[];
}

await using etcd = await startEtcd();
await using consul = await startConsul();
const store = createEtcdStore(etcd.endpoint);
const agent = createRawConsul(consul.address);
await store.fill(plainCatalog(ETCD_SERVICES, INSTANCES_EACH));
for (let service = 0; service < CONSUL_SERVICES; service += 1) await registerInConsul(`service-${service}`);
await using rollcall = await startRollcall({
  env: {
    ETCDCTL_ENDPOINTS: etcd.endpoint,
    ROLLCALL_ETCD_PREFIXES: PREFIX,
    CONSUL_HTTP_ADDR: consul.address,
    ROLLCALL_LOG_LEVEL: 'warn',
  },
});

const subjects = [await etcdSubject(), await consulSubject()];
for (const subject of subjects) await measure(subject, WARM_UP);
const seen = new Map<Subject, Delays[]>(subjects.map((subject) => [subject, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [subject, rounds] of seen) rounds.push(await measure(subject, CHANGES));
}
printTable(
  `(a) registry change -> SSE frame; ${ROUNDS} rounds of ${CHANGES} changes`,
  [...seen].flatMap(([subject, rounds]) => [row(subject, rounds, 0.5), row(subject, rounds, 0.99)]),
);
// Streams to the servers are open; ending them is what the scope is for.
store.close();
agent.close();

function row({ name, floor }: Subject, rounds: readonly Delays[], p: number): Row {
  return {
    label: `${name} -> frame, against ${floor}, p${p * 100}`,
    unit: 'ms',
    rounds: rounds.map(({ ours, raw }) => ({ ours: percentile(ours, p), floor: percentile(raw, p) })),
    target: p === 0.5 ? 2 : 3,
  };
}

async function measure({ raw, ours, change }: Subject, count: number): Promise<Delays> {
  const delays = { raw: [] as number[], ours: [] as number[] };
  for (let index = 0; index < count; index += 1) {
    const mark = `mark-${Math.floor(random() * 1e9)}-`;
    const arrivals = Promise.all([raw.when(mark), ours.when(mark)]);
    const sentAt = monotonicMs();
    const [[rawAt, oursAt]] = await Promise.all([arrivals, change(mark)]);
    delays.raw.push(rawAt - sentAt);
    delays.ours.push(oursAt - sentAt);
    await delay(SHORTEST_PAUSE_MS + random() * (LONGEST_PAUSE_MS - SHORTEST_PAUSE_MS));
  }
  return delays;
}

async function etcdSubject(): Promise<Subject> {
  const raw = new Arrivals('raw etcd watch');
  const ours = new Arrivals('Rollcall, etcd');
  await watchRaw(store.client, PREFIX, (value) => raw.feed(value));
  await openSse(`${rollcall.url}/api/v1/stream?view=instances&registry=etcd&service=service-7`, (text) =>
    ours.feed(text),
  );
  const key = `${PREFIX}service-7/service-7-1`;
  const change = (mark: string) => store.put(key, plainInstance('service-7', 22, mark));
  return { name: 'etcd put', floor: 'raw watch', raw, ours, change };
}

async function consulSubject(): Promise<Subject> {
  const raw = new Arrivals('raw Consul blocking query');
  const ours = new Arrivals('Rollcall, Consul');
  await agent.block('/v1/health/service/service-7', (body) => raw.feed(body));
  await openSse(`${rollcall.url}/api/v1/stream?view=instances&registry=consul&service=service-7`, (text) =>
    ours.feed(text),
  );
  let isPassing = true;
  const change = async (mark: string) => {
    isPassing = !isPassing;
    const Status = isPassing ? 'passing' : 'critical';
    await agent.put('/v1/agent/check/update/service:service-7-1', { Status, Output: mark });
  };
  return { name: 'Consul check', floor: 'raw blocking query', raw, ours, change };
}

async function registerInConsul(Name: string): Promise<void> {
  for (let index = 0; index < INSTANCES_EACH; index += 1) {
    await agent.put('/v1/agent/service/register', {
      ...{ ID: `${Name}-${index}`, Name, Address: `10.0.0.${index}`, Port: 8080, Tags: ['v1'] },
      Check: { TTL: '1h', Status: 'passing' },
    });
  }
}
