import { startEtcd } from '../support/etcd-server';
import { createEtcdStore, plainCatalog } from './etcd-store';
import { startProgram } from './program';
import { printTable } from './table';

// A first list of etcd into Rollcall's catalog, against reading the same keys and parsing their JSON with the npm client.
// Each in a process of its own, from its first request on.
const SERVICES = 2_000;
const INSTANCES_EACH = 50;
const ROUNDS = 5;

interface Seen {
  readonly ms: number;
  readonly instances: number;
  readonly bytes: number;
}

await using etcd = await startEtcd();
const store = createEtcdStore(etcd.endpoint);
await store.fill(plainCatalog(SERVICES, INSTANCES_EACH));
store.close();

const seen: { ours: Seen; floor: Seen }[] = [];
for (let round = 0; round < ROUNDS; round += 1) {
  seen.push({ floor: await list('first-list-raw'), ours: await list('first-list-rollcall') });
}
printTable(`(c) first list of ${SERVICES * INSTANCES_EACH} etcd instances; ${ROUNDS} rounds`, [
  {
    label: 'time until all are there',
    unit: 'ms',
    rounds: seen.map(({ ours, floor }) => ({ ours: ours.ms, floor: floor.ms })),
    target: 2,
  },
  {
    label: 'resident memory an instance',
    unit: 'bytes',
    rounds: seen.map(({ ours, floor }) => ({ ours: each(ours), floor: each(floor) })),
    target: null,
  },
]);

function each({ bytes, instances }: Seen): number {
  return bytes / instances;
}

async function list(name: string): Promise<Seen> {
  await using program = startProgram(name, [etcd.endpoint]);
  const result = await program.next<Seen>();
  if (result.instances !== SERVICES * INSTANCES_EACH) throw new Error(`${name} found ${result.instances} instances`);
  return result;
}
