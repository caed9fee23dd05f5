import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import type { EtcdClient, WatchCall } from '@/lib/registry/etcd/client';
import { createDecode } from '@/lib/registry/etcd/formats/decoder';
import { prefixRange } from '@/lib/registry/etcd/key-range';
import { createLeases } from '@/lib/registry/etcd/leases';
import { createLedger } from '@/lib/registry/etcd/ledger';
import { watchEtcd } from '@/lib/registry/etcd/watch-etcd';
import type { RegistryEvent } from '@/lib/registry/port';
import { type ManualClock, manualClock } from '../support/manual-clock';
import { quietLog } from '../support/quiet-log';

const HEADER = { cluster_id: '1', member_id: '1', revision: '9', raft_term: '2' };
const QUIET = { header: HEADER, created: false, canceled: false, compact_revision: '0', events: [] };

it('waits ever longer for a server that accepts the watch and drops it at once', async () => {
  const { clock, opened, stop } = watching({ heldMs: 0 });
  await pass(clock, 60_000);
  stop();
  // 100 ms, doubled up to 5 s: seven in the first 7 s, then one every 5 s.
  expect(opened.length).toBeGreaterThan(10);
  expect(opened.length).toBeLessThan(20);
});

it('begins anew with a short wait after a connection that held for a while', async () => {
  const { clock, opened, stop } = watching({ heldMs: 6_000 });
  await pass(clock, 60_000);
  stop();
  expect(opened.slice(1).every((at, index) => at - (opened[index] ?? 0) < 6_500)).toBe(true);
  expect(opened.length).toBeGreaterThan(8);
});

it('begins anew with a short wait after a revision', async () => {
  const { clock, opened, stop } = watching({ heldMs: 0, hasEvents: true });
  await pass(clock, 10_000);
  stop();
  expect(opened.length).toBeGreaterThan(50);
});

/** A watch of a server that drops every stream `heldMs` after it was opened, and the times it was opened at. */
function watching(server: { readonly heldMs: number; readonly hasEvents?: boolean }) {
  const clock = manualClock();
  const opened: number[] = [];
  const openWatch = async () => {
    opened.push(clock.now());
    const call = new EventEmitter();
    const answer = (given: object) => call.emit('data', { ...QUIET, ...given });
    const write = ({ create_request }: { create_request?: object }) => {
      if (!create_request) return answer({ watch_id: '-1' });
      answer({ watch_id: '0', created: true });
      if (server.hasEvents) answer({ watch_id: '0', events: [nextEvent(opened.length)] });
      clock.sleep(server.heldMs).then(() => call.emit('error', new Error('dropped')));
    };
    return Object.assign(call, { write, cancel() {} }) as unknown as WatchCall;
  };
  const client = {
    endpoint: () => 'http://etcd.test',
    request: async () => ({ header: HEADER, kvs: [], more: false, count: '0' }),
    openWatch,
    rotate() {},
  } as unknown as EtcdClient;
  const abortion = new AbortController();
  const leases = createLeases(client, clock);
  const context = {
    options: { id: 'etcd', endpoints: [], prefixes: [] },
    deps: { clock, random: () => 1, log: quietLog },
    client,
    leases,
    ledger: createLedger('etcd', leases, createDecode()),
    ranges: [prefixRange('/services/')],
    notices: [],
  };
  const events: RegistryEvent[] = [];
  const reading = (async () => {
    for await (const event of watchEtcd(context, abortion.signal)) events.push(event);
  })();
  const stop = async () => {
    abortion.abort();
    await reading;
  };
  return { clock, opened, stop };
}

function nextEvent(index: number) {
  const rest = { create_revision: '1', version: '1', value: Buffer.alloc(0), lease: '0' };
  return { type: 'Put', kv: { key: Buffer.from('/services/web/1'), mod_revision: `${9 + index}`, ...rest } };
}

/** In small steps: what is woken needs some turns before it sleeps again. */
async function pass(clock: ManualClock, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 20) {
    await clock.advance(20);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
